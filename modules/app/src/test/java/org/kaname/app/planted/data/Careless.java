package org.kaname.app.planted.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;

/** Planted: everything a module must not do. Never run. */
final class Careless {
    private Careless() {}

    static void printAndLeave(String text) {
        System.out.println(text);
        System.exit(1);
    }

    static double chance() {
        return Math.random() + new Random().nextDouble();
    }

    static double repeatableChance(long seed) {
        return new Random(seed).nextDouble();
    }

    static String time() {
        return Instant.now() + " " + LocalDate.now(ZoneOffset.UTC);
    }

    static Instant timeGiven(Clock clock) {
        return Instant.now(clock);
    }

    static InputStream fetch(String address) throws IOException {
        return URI.create(address).toURL().openStream();
    }

    static HttpClient client() {
        return HttpClient.newHttpClient();
    }
}
