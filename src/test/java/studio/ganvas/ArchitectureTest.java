package studio.ganvas;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package table of the design, as rules. */
@AnalyzeClasses(packages = "studio.ganvas", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule IMPORTS_RUN_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("studio.ganvas..")
            .withOptionalLayers(true)
            .layer("image")
            .definedBy("studio.ganvas.image..")
            .layer("tensor")
            .definedBy("studio.ganvas.tensor..")
            .layer("nn")
            .definedBy("studio.ganvas.nn..")
            .layer("gan")
            .definedBy("studio.ganvas.gan..")
            .layer("data")
            .definedBy("studio.ganvas.data..")
            .layer("checkpoint")
            .definedBy("studio.ganvas.checkpoint..")
            .layer("metric")
            .definedBy("studio.ganvas.metric..")
            .layer("latent")
            .definedBy("studio.ganvas.latent..")
            .layer("train")
            .definedBy("studio.ganvas.train..")
            .layer("engine")
            .definedBy("studio.ganvas.engine..")
            .layer("cli")
            .definedBy("studio.ganvas.cli..")
            .layer("ui")
            .definedBy("studio.ganvas.ui..")
            .layer("app")
            .definedBy("studio.ganvas.app..")
            .whereLayer("image")
            .mayNotAccessAnyLayer()
            .whereLayer("tensor")
            .mayNotAccessAnyLayer()
            .whereLayer("nn")
            .mayOnlyAccessLayers("tensor")
            .whereLayer("gan")
            .mayOnlyAccessLayers("nn", "tensor")
            .whereLayer("data")
            .mayOnlyAccessLayers("tensor", "image")
            .whereLayer("checkpoint")
            .mayOnlyAccessLayers("tensor")
            .whereLayer("metric")
            .mayOnlyAccessLayers("nn", "tensor", "data")
            .whereLayer("latent")
            .mayOnlyAccessLayers("gan", "nn", "tensor")
            .whereLayer("train")
            .mayOnlyAccessLayers("gan", "data", "checkpoint", "metric", "nn", "tensor", "image")
            .whereLayer("engine")
            .mayOnlyAccessLayers("train", "latent", "metric", "gan", "data", "checkpoint", "nn", "tensor", "image")
            .whereLayer("cli")
            .mayOnlyAccessLayers(
                    "engine", "train", "latent", "metric", "gan", "data", "checkpoint", "nn", "tensor", "image")
            .whereLayer("ui")
            .mayOnlyAccessLayers("engine", "image", "gan")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .because("a reader of one package must only know those below it (docs: the house, from the ground up)");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("studio.ganvas.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package");

    @ArchTest
    static final ArchRule ONLY_TENSOR_TOUCHES_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage("studio.ganvas.tensor..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .because("another tensor library, or another version of this one, is then a matter of one package");

    @ArchTest
    static final ArchRule PICTURES_NEED_ONLY_JAVA = classes()
            .that()
            .resideInAPackage("studio.ganvas.image..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "studio.ganvas.image..")
            .because("pixels are plain arrays that every part of the program can use");

    @ArchTest
    static final ArchRule ONLY_THE_WINDOW_KNOWS_JAVAFX = noClasses()
            .that()
            .resideOutsideOfPackages("studio.ganvas.ui..", "studio.ganvas.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
            .because("training and the command line run on servers without a display");

    @ArchTest
    static final ArchRule THE_WINDOW_SEES_ONLY_VALUES_OF_GAN = noClasses()
            .that()
            .resideInAPackage("studio.ganvas.ui..")
            .should()
            .dependOnClassesThat(resideInAPackage("studio.ganvas.gan..").and(DescribedPredicate.not(value())))
            .because("networks live on the compute thread; the window handles what they declare");

    @ArchTest
    static final ArchRule TOURS_KNOW_PANES_BY_NAME_ONLY = noClasses()
            .that()
            .resideInAPackage("studio.ganvas.ui.learn..")
            .should()
            .dependOnClassesThat(resideInAPackage("studio.ganvas.ui..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "studio.ganvas.ui.learn..", "studio.ganvas.ui.shell..", "studio.ganvas.ui.control.."))))
            .because("a tour is a file: it finds controls by their ids and numbers by their names (TourStage)");

    @ArchTest
    static final ArchRule NO_PANE_KNOWS_THE_TOURS = noClasses()
            .that()
            .resideOutsideOfPackages("studio.ganvas.ui.learn..", "studio.ganvas.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("studio.ganvas.ui.learn..")
            .because("a pane must be right without anybody explaining it");

    @ArchTest
    static final ArchRule NOBODY_PRINTS = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("the log has what happened, once; commands write through picocli");

    @ArchTest
    static final ArchRule THREADS_ARE_MADE_IN_TWO_PLACES = noClasses()
            .that(DescribedPredicate.not(
                    resideInAnyPackage("studio.ganvas.engine..", "studio.ganvas.data..", "studio.ganvas.app..")))
            .should()
            .callConstructorWhere(describe(
                    "it makes a thread that is no shutdown hook",
                    call -> call.getTargetOwner().isAssignableTo(Thread.class) && !makesShutdownHook(call.getOrigin())))
            .because("one compute thread owns PyTorch; a thread made elsewhere would touch it unnoticed");

    private static boolean makesShutdownHook(JavaCodeUnit origin) {
        return origin.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getName().equals("addShutdownHook"));
    }

    private static DescribedPredicate<JavaClass> value() {
        return describe(
                "records, enums, sealed interfaces and Options",
                type -> type.isRecord()
                        || type.isEnum()
                        || type.getSimpleName().equals("Options")
                        || type.isInterface() && type.reflect().isSealed());
    }
}
