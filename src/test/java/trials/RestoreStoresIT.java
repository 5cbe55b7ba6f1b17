package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import domain.gate.Answer;
import domain.gate.Decision;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import local.LocalStack;
import local.LocalStack.Part;
import local.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every kind of store backed up, spoilt, restored and taken back through the front door,
 * all at the same time, each by a system of its own, with the worker killed while they
 * are put in place and while they are taken back.
 */
class RestoreStoresIT {

	private static ProtectedStores stores;

	private static Station station;

	@BeforeAll
	static void open() throws Exception {
		LocalStack stack = LocalStack.shared().start(Part.KUBERNETES);
		stores = new ProtectedStores(stack.directory().resolve("restored-stores"), stack.kubernetes());
		stores.start();
		Map<String, String> variables = new TreeMap<>(ProtectedStores.variables());
		variables.put("HOLDFAST_SYSTEMS", stores.profiles().toString());
		station = new Station("restored-stores", variables);
	}

	@AfterAll
	static void close() {
		if (station != null) {
			station.close();
		}
		stores.close();
	}

	private static Map<Protected, WorkflowStub> start(String procedure, Map<String, Object> more) {
		Map<Protected, WorkflowStub> runs = new LinkedHashMap<>();
		for (Protected store : stores.all) {
			Map<String, Object> request = new TreeMap<>(more);
			request.put("system", store.system());
			runs.put(store, station.start(procedure, request));
		}
		return runs;
	}

	private static Map<String, String> states() {
		return stores.all.stream()
			.collect(Collectors.toMap(Protected::name, Protected::now, (one, other) -> one, TreeMap::new));
	}

	@Test
	void everyStoreComesBackFromItsBackupAndGoesAgainOnRequest() throws Exception {
		Map<String, String> before = states();
		start("Backup", Map.of("kind", "daily"))
			.forEach((store, run) -> assertThat(station.result(run).summary()).contains(store.name() + "_daily"));
		start("DisasterRecoveryDrill", Map.of("unattended", true)).forEach(RestoreStoresIT::drilled);
		assertThat(stores.leftOvers()).as("of drills").isEmpty();
		stores.all.forEach(Protected::harm);
		Map<String, String> spoilt = states();
		assertThat(spoilt).as("all of them")
			.allSatisfy((name, state) -> assertThat(state).isNotEqualTo(before.get(name)));

		start("EmergencyRestore", Map.of("mode", "plan")).forEach((store, run) -> {
			Outcome plan = station.result(run);
			assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
			assertThat(plan.changes()).extracting(Object::toString)
				.as(store.name())
				.anyMatch(change -> change.contains("shop"));
		});
		assertThat(states()).as("a plan changes nothing").isEqualTo(spoilt);

		Map<Protected, WorkflowStub> runs = start("EmergencyRestore", Map.of("requestedBy", "oncall"));
		runs.forEach((store, run) -> waitsAt(run, "restore"));
		assertThat(states()).as("nothing is done before somebody approves").isEqualTo(spoilt);
		runs.forEach(
				(store, run) -> assertThat(progress(run)).contains("DESTRUTIVO", store.name() + "_daily", "shop (2)"));
		killedWhile(runs, "restore", "ActivatePlace");
		runs.forEach((store, run) -> waitsAt(run, "undo"));
		assertThat(states()).isEqualTo(before);
		writersRun();

		killedWhile(runs, "undo", "PutBackPlace");
		assertSoftly(softly -> runs
			.forEach((store, run) -> softly.assertThat(station.result(run).summary()).contains("desfeita")));
		assertThat(states()).isEqualTo(spoilt);
		writersRun();
		assertThat(stores.leftOvers()).isEmpty();
	}

	/**
	 * Its report says by what the RPO is proven, and when the copy answered or why none
	 * does.
	 */
	private static void drilled(Protected store, WorkflowStub run) {
		assertThat(station.result(run).summary()).as(store.name()).startsWith("APROVADO");
		String report = station.artifact(run, "drill.md");
		boolean marked = ProtectedStores.CANARIES.containsKey(store.name());
		assertThat(report).as(store.name()).contains(marked ? "medido: canário" : "pela palavra do backup");
		boolean serves = List.of("mongodb", "physical").contains(store.name());
		assertThat(report.lines().filter(line -> line.contains("serviço no ar"))).as(store.name())
			.singleElement(STRING)
			.matches(serves ? ".*\\d\\d:\\d\\d.*" : ".*não há: .*");
	}

	private static void writersRun() {
		stores.all.forEach(store -> assertThat(stores.instances(store)).as(store.name()).isEqualTo(2));
	}

	private static void killedWhile(Map<Protected, WorkflowStub> runs, String gate, String step) {
		runs.values().forEach(run -> run.update("approve", Answer.class, new Decision(gate, "tech-lead", "test")));
		await().atMost(Patience.LIMIT).until(() -> runs.values().stream().anyMatch(run -> station.does(run, step)));
		station.killAndStartAgain();
	}

	private static String progress(WorkflowStub run) {
		return run.query("progress", String.class);
	}

	private static void waitsAt(WorkflowStub run, String gate) {
		await(gate + " of " + run.getExecution().getWorkflowId()).atMost(Patience.LIMIT)
			.ignoreExceptions()
			.until(() -> progress(run).contains("\"gate\": \"" + gate + "\""));
	}

}
