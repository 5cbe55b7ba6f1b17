package architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import app.HoldfastApplication;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.temporal.activity.ActivityInterface;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** The walls between the rooms. */
@AnalyzeClasses(packages = { "activities", "app", "domain", "ledger", "monitors", "people", "probes", "secrets",
		"stores", "systems", "targets", "workflows" }, importOptions = DoNotIncludeTests.class)
class WallsTest {

	@ArchTest
	static final ArchRule workflowsSeeOnlyWhatIsDeterministic = classes().that()
		.resideInAPackage("workflows..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("workflows..", "domain..", "activities", "io.temporal.workflow..", "io.temporal.activity..",
				"io.temporal.common..", "io.temporal.failure..", "io.temporal.api.enums..", "io.temporal.spring.boot",
				"com.fasterxml.jackson.annotation", "com.uber.m3..", "org.slf4j", "java.lang..", "java.time..",
				"java.util..")
		.because("a workflow is replayed: what it sees must answer the same every time");

	@ArchTest
	static final ArchRule workflowsCallActivitiesByTheirInterfaces = classes().that()
		.resideInAPackage("activities")
		.and()
		.areTopLevelClasses()
		.and()
		.areNotAnnotatedWith(ActivityInterface.class)
		.should()
		.notBePublic()
		.because("the compiler keeps implementations out of workflows when they are package-private");

	@ArchTest
	static final ArchRule theDomainIsFreeOfFrameworks = noClasses().that()
		.resideInAPackage("domain..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.temporal..", "io.fabric8..", "org.postgresql..", "workflows..",
				"activities..", "app..", "ledger..", "systems..", "targets..", "stores..", "monitors..", "people..")
		.because("everybody speaks the domain's words, so they may lean on nobody");

	@ArchTest
	static final ArchRule kubernetesStaysInItsAdapter = noClasses().that()
		.resideOutsideOfPackages("targets.kubernetes..", "secrets..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.fabric8..")
		.because("procedures do not know what a component runs on");

	@ArchTest
	static final ArchRule adaptersDoNotSeeEachOther = noClasses().that()
		.resideInAPackage("targets..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("stores.*..", "monitors..", "people..", "ledger..", "app..", "activities..", "workflows..")
		.because("an adapter sees the domain, the ports and its own client library; backups may go to a target's host");

	@ArchTest
	static final ArchRule kindsOfTargetsDoNotSeeEachOther = slices().matching("targets.(*)..")
		.namingSlices("targets.$1")
		.should()
		.notDependOnEachOther()
		.ignoreDependency(resideInAnyPackage("targets.compose..", "targets.systemd.."),
				resideInAPackage("targets.ssh.."))
		.because("a kind of target is added and removed alone; compose and systemd hosts are both reached by SSH,"
				+ " which is their client library and no kind of target");

	@ArchTest
	static final ArchRule sshStaysInItsRoom = noClasses().that()
		.resideOutsideOfPackage("targets.ssh..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.sshd..")
		.because("host keys, keys and lost connections are dealt with in one place");

	@ArchTest
	static final ArchRule monitorsAndPeopleAndStoresKeepToThemselves = noClasses().that()
		.resideInAnyPackage("monitors..", "people..", "stores..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("targets..", "ledger..", "app..", "activities..", "workflows..")
		.because("an adapter sees the domain and its own client library");

	@ArchTest
	static final ArchRule probesKeepToThemselves = noClasses().that()
		.resideInAPackage("probes..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("targets.*..", "monitors.*..", "stores..", "people..", "ledger..", "systems..", "app..",
				"activities..", "workflows..")
		.because("a prober sees the domain, the ports of targets and monitors, and its own client library");

	@ArchTest
	static final ArchRule nobodySeesTheWiring = noClasses().that()
		.resideOutsideOfPackage("app..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("app..")
		.because("wiring depends on parts, parts never on wiring");

	@ArchTest
	static final ArchRule onlyStepsMakesActivityStubs = noClasses().that()
		.resideInAPackage("workflows..")
		.and()
		.doNotHaveFullyQualifiedName("workflows.steps.Steps")
		.should()
		.callMethod(io.temporal.workflow.Workflow.class, "newActivityStub", Class.class,
				io.temporal.activity.ActivityOptions.class)
		.orShould()
		.callMethod(io.temporal.workflow.Workflow.class, "newActivityStub", Class.class)
		.orShould()
		.callMethod(io.temporal.workflow.Workflow.class, "newUntypedActivityStub",
				io.temporal.activity.ActivityOptions.class)
		.because("every timeout and retry policy stands in one place");

	@ArchTest
	static void everyRoomWithPartsIsSearchedForThem(JavaClasses classes) {
		Set<String> searched = Set
			.of(HoldfastApplication.class.getAnnotation(SpringBootApplication.class).scanBasePackages());
		assertThat(classes.stream()
			.filter(found -> found.isMetaAnnotatedWith(Component.class))
			.map(found -> found.getPackageName().split("\\.")[0])
			.distinct()).as("a part that nobody looks for is missed at the start").isSubsetOf(searched);
	}

}
