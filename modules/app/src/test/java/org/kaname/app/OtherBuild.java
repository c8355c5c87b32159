package org.kaname.app;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The program as another build would be: some of its classes or resources come from a folder that is looked at first. Only the
 * product's own classes are loaded anew; libraries stay with the tests'.
 */
final class OtherBuild {
    private static final String OWN = "org.kaname.";

    private static final class FolderFirst extends URLClassLoader {
        FolderFirst(URL[] urls) {
            super(urls, OtherBuild.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(OWN)) {
                    return super.loadClass(name, resolve);
                }
                var loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        public @Nullable URL getResource(String name) {
            var own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }

    private final List<Path> folders;

    /** @param folders looked at in this order, before the class path */
    OtherBuild(List<Path> folders) {
        this.folders = folders;
    }

    /** Runs the program of this build in this process. */
    Cli.Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try (var loader = new FolderFirst(urls());
                var toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                var toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            var type = loader.loadClass("org.kaname.app.command.Kaname");
            var program = type.getConstructor(PrintStream.class, PrintStream.class, boolean.class)
                    .newInstance(toOut, toErr, false);
            int exit = (int) loader.loadClass("org.kaname.app.Main")
                    .getMethod("run", type, String[].class)
                    .invoke(null, program, arguments);
            return new Cli.Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URL[] urls() throws MalformedURLException {
        var urls = new ArrayList<URL>();
        for (var folder : folders) {
            urls.add(folder.toUri().toURL());
        }
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** Compiles one changed source of the product into a folder. */
    static void compile(String name, String source, Path into) throws IOException {
        var file = Files.writeString(Files.createDirectories(into).resolve(name + ".java"), source);
        var told = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        told,
                        told,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        into.toString(),
                        file.toString());
        if (result != 0) {
            throw new AssertionError(told.toString(StandardCharsets.UTF_8));
        }
    }

    /**
     * Packs a folder of starter tables as the build does, by the build's own program, and returns the root under which the product
     * finds them.
     */
    static Path pack(Path tables, Path root, String statuses) throws IOException, InterruptedException {
        var log = Files.createDirectories(root).resolve("pack.log");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Repository.root().resolve("build/PackStarter.java").toString(),
                        tables.toString(),
                        root.resolve("org/kaname/data/starter").toString(),
                        statuses)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new AssertionError(Files.readString(log));
        }
        return root;
    }

    /** The folder of the starter tables in the repository. */
    static Path starter() {
        return Repository.root().resolve("modules/data/src/main/starter");
    }

    /** A copy of the starter tables in which some hold their header only. */
    static Path starterWithout(Path copy, String... emptied) throws IOException {
        Files.createDirectories(copy);
        try (var files = Files.list(starter())) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                var text = Files.readString(file);
                boolean cut = Arrays.asList(emptied).contains(name.replace(".csv", ""));
                Files.writeString(copy.resolve(name), cut ? text.substring(0, text.indexOf('\n') + 1) : text);
            }
        }
        return copy;
    }
}
