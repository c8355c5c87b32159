package org.kaname.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The arrows of the house as rules over the packages below one root, so that the same rules run on the product and on planted
 * classes that break them.
 */
final class Architecture {
    /** Each tier may know the tiers before it. The modules of a closed tier do not know each other; absent modules do not matter. */
    private static final List<Tier> TIERS = List.of(
            new Tier(true, Set.of("model")),
            new Tier(true, Set.of("data")),
            new Tier(true, Set.of("measure", "shock", "controls", "exchange", "watch")),
            new Tier(false, Set.of("triage", "strategy", "briefing", "spark")),
            new Tier(true, Set.of("app")));

    private static final Set<String> DRAWERS = Set.of(
            "util",
            "utils",
            "utility",
            "common",
            "commons",
            "helper",
            "helpers",
            "manager",
            "managers",
            "impl",
            "support",
            "misc");

    private record Tier(boolean closed, Set<String> modules) {}

    private final String root;

    Architecture(String root) {
        this.root = root;
    }

    List<ArchRule> listRules() {
        return List.of(
                arrowsPointOneWay(),
                packagesHaveNoCycles(),
                onlyAppPrints(),
                onlyAppExits(),
                noDrawers(),
                packagesAreNullMarked(),
                chanceAndTimeComeFromOutside(),
                nothingOpensAConnection());
    }

    ArchRule arrowsPointOneWay() {
        return classes()
                .should(new ArchCondition<>("depend only on modules that come before their own") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (var dependency : type.getDirectDependenciesFromSelf()) {
                            var from = module(type);
                            var to = module(dependency.getTargetClass().getBaseComponentType());
                            if (from.isPresent() && to.isPresent() && !mayKnow(from.get(), to.get())) {
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                            }
                        }
                    }
                })
                .because(
                        "model <- data <- {measure, shock, controls, exchange, watch} <- {triage, strategy, briefing} <- app")
                .allowEmptyShould(true);
    }

    ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    ArchRule onlyAppPrints() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should(ACCESS_STANDARD_STREAMS)
                .because("modules report to the progress they are given")
                .allowEmptyShould(true);
    }

    ArchRule onlyAppExits() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should()
                .callMethodWhere(target(
                        "System.exit or Runtime.halt",
                        access -> isOn(access, "java.lang.System", "exit")
                                || isOn(access, "java.lang.Runtime", "exit")
                                || isOn(access, "java.lang.Runtime", "halt")))
                .because("an exit code is the command line's to choose")
                .allowEmptyShould(true);
    }

    ArchRule noDrawers() {
        return classes()
                .should(new ArchCondition<>("reside in a package named after what it does") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (var part : type.getPackageName().split("\\.", -1)) {
                            if (DRAWERS.contains(part)) {
                                events.add(SimpleConditionEvent.violated(
                                        type, type.getName() + " lies in the drawer (" + part + ")"));
                            }
                        }
                    }
                })
                .because("a drawer hides who owns the code")
                .allowEmptyShould(true);
    }

    ArchRule packagesAreNullMarked() {
        return classes()
                .should(new ArchCondition<>("reside in a package whose package-info.java is @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        JavaPackage owner = type.getPackage();
                        if (!owner.isAnnotatedWith(NullMarked.class)) {
                            events.add(SimpleConditionEvent.violated(
                                    type,
                                    "The package (" + owner.getName() + ") of " + type.getName()
                                            + " has no package-info.java with @NullMarked"));
                        }
                    }
                })
                .because("NullAway looks only where @NullMarked stands")
                .allowEmptyShould(true);
    }

    ArchRule chanceAndTimeComeFromOutside() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should()
                .accessTargetWhere(target("chance without a seed, or the clock", Architecture::isChanceOrClock))
                .because("a run must be repeatable: seeds and times are arguments")
                .allowEmptyShould(true);
    }

    ArchRule nothingOpensAConnection() {
        return noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are network clients",
                        type -> type.getPackageName().startsWith("java.net.http")
                                || type.isAssignableTo("java.net.URLConnection")
                                || type.isAssignableTo("java.net.Socket")
                                || type.getName().equals("java.nio.channels.SocketChannel")))
                .orShould()
                .callMethodWhere(target(
                        "URL.openConnection or URL.openStream",
                        access -> isOn(access, "java.net.URL", "openStream")
                                || isOn(access, "java.net.URL", "openConnection")))
                .because("Kaname works offline; nothing is fetched behind its user's back")
                .allowEmptyShould(true);
    }

    private Optional<String> module(JavaClass type) {
        var name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return Optional.empty();
        }
        var below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return Optional.of(dot < 0 ? below : below.substring(0, dot));
    }

    private static boolean mayKnow(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        int own = tier(from);
        int other = tier(to);
        // A module that stands in no tier knows nobody and is known by nobody: give it its place above.
        return own >= 0
                && other >= 0
                && (other < own || (other == own && !TIERS.get(own).closed()));
    }

    private static int tier(String module) {
        for (int i = 0; i < TIERS.size(); i++) {
            if (TIERS.get(i).modules().contains(module)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isChanceOrClock(JavaAccess<?> access) {
        var target = access.getTarget();
        var owner = target.getOwner().getName();
        boolean noArguments = !(target instanceof AccessTarget.CodeUnitAccessTarget unit)
                || unit.getRawParameterTypes().isEmpty();
        boolean withClock = target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
        return switch (owner) {
            case "java.util.Random", "java.util.SplittableRandom", "java.util.Date" ->
                target.getName().equals("<init>") && noArguments;
            case "java.security.SecureRandom" -> target.getName().equals("<init>");
            case "java.util.concurrent.ThreadLocalRandom" -> target.getName().equals("current");
            case "java.lang.Math", "java.lang.StrictMath" -> target.getName().equals("random");
            case "java.util.UUID" -> target.getName().equals("randomUUID");
            case "java.lang.System" -> target.getName().equals("currentTimeMillis");
            case "java.time.Clock" -> target.getName().startsWith("system");
            default -> owner.startsWith("java.time.") && target.getName().equals("now") && !withClock;
        };
    }

    private static boolean isOn(JavaAccess<?> access, String owner, String name) {
        return access.getTarget().getOwner().getName().equals(owner)
                && access.getTarget().getName().equals(name);
    }

    private static <T extends JavaAccess<?>> DescribedPredicate<T> target(
            String description, java.util.function.Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(description, test);
    }
}
