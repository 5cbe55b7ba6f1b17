package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.Person;
import domain.profile.SystemProfile;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import systems.TestProfiles;

/** One everyday procedure on one shipped profile, to be disturbed. */
final class Everyday {

	private static final Map<String, Integer> UP = Map.of("service-registry", 3, "execution-ticket-service", 2,
			"orchestrator-dynamic", 2, "worker-agents", 3);

	private static final Consumer<Theatre> RUNNING = theatre -> theatre.estate.instances.putAll(UP);

	private static final Consumer<Theatre> NOTHING = theatre -> {
	};

	private final String name;

	private final String procedure;

	private final String profile;

	private final Map<String, Object> request;

	private final Consumer<Theatre> scene;

	/** The pauses of an undisturbed run, and how long each is. */
	private int pauses;

	private Duration pause = Duration.ZERO;

	/** The step in which a hold is said; null where the run waits for none. */
	private String held;

	private List<String> calls;

	private String end;

	private Everyday(String name, String procedure, String profile, Map<String, Object> request,
			Consumer<Theatre> scene) {
		this.name = name;
		this.procedure = procedure;
		this.profile = profile;
		this.request = new TreeMap<>(request);
		this.request.put("system", profile);
		this.scene = scene;
	}

	/** Every procedure on every kind of place that its runbooks ask it for. */
	static Stream<Everyday> all() {
		return Stream.of(
				new Everyday("start", "StartSystem", "flow-c", Map.of(),
						theatre -> UP.keySet().forEach(component -> theatre.estate.instances.put(component, 0)))
					.holding("startWorkload#1"),
				new Everyday("stop", "StopSystem", "flow-c", Map.of(), RUNNING).holding("stopWorkload#1"), drained(),
				new Everyday("restart on a cluster", "Restart", "flow-c", Map.of("component", "worker-agents"),
						RUNNING),
				new Everyday("restart of a unit", "Restart", "big-brother-cnn", Map.of("component", "face-analyzer"),
						theatre -> theatre.estate.instances.put("face-analyzer", 1)),
				new Everyday("scale down", "Scale", "neural-hive-mind",
						Map.of("component", "neural-engine", "replicas", 3),
						theatre -> theatre.estate.instances.put("neural-engine", 5))
					.pausing(2, Duration.ofSeconds(60))
					.holding("measureLevels#1"),
				new Everyday("scale in every way", "Scale", "flow-c",
						Map.of("component", "worker-agents", "replicas", 5, "autoscaler",
								Map.of("minimum", 3, "maximum", 20), "resources", Map.of("cpuRequest", "2")),
						RUNNING)
					.holding("resizeWorkload#1"),
				new Everyday("change of a ConfigMap", "ConfigurationChange", "flow-c",
						change("worker-agents", "configMap", "settings"), RUNNING),
				new Everyday("change of an environment", "ConfigurationChange", "flow-c",
						Map.of("component", "worker-agents", "change", Map.of("env", Map.of("LEVEL", "debug"))),
						RUNNING),
				new Everyday("change of a file", "ConfigurationChange", "sparkone",
						change("api", "file", "/opt/sparkone/.env"), theatre -> theatre.estate.instances.put("api", 1)),
				deploy("compose", "sparkone", "api").pausing(1, Duration.ofSeconds(30)).holding("fetchVersion#1"),
				deploy("model", "big-brother-cnn", "face-model").pausing(1, Duration.ofSeconds(30))
					.holding("fetchVersion#1"),
				deploy("Helm", "neural-hive-mind", "api-gateway").holding("fetchVersion#1"));
	}

	/** A stop in maintenance mode, which no shipped profile names. */
	static Everyday drained() {
		return new Everyday("drained stop", "StopSystem", "agente-ia", Map.of(),
				theatre -> theatre.estate.instances.put("agente-api", 12))
			.holding("awaitDrained#1");
	}

	private static Map<String, Object> change(String component, String kind, String name) {
		return Map.of("component", component, "change", Map.of(kind, name, "set", Map.of("LEVEL", "debug")));
	}

	private static Everyday deploy(String kind, String profile, String component) {
		return new Everyday("deploy by " + kind, "Deploy", profile, Map.of("component", component, "version", "v1.2.0"),
				NOTHING);
	}

	private Everyday pausing(int times, Duration each) {
		pauses = times;
		pause = each;
		return this;
	}

	private Everyday holding(String step) {
		held = step;
		return this;
	}

	String name() {
		return name;
	}

	int pauses() {
		return pauses;
	}

	Duration pause() {
		return pause;
	}

	boolean holds() {
		return held != null;
	}

	String heldDuring() {
		return held;
	}

	Theatre stage() {
		return stage("");
	}

	/** Somebody who may decide everything: the tech lead where there is one. */
	private static String decider(SystemProfile profile) {
		return profile.people()
			.persons()
			.stream()
			.map(Person::name)
			.reduce((one, later) -> later.equals("tech-lead") ? later : one)
			.orElse("oncall");
	}

	/** The same while nothing may be changed. */
	Theatre frozen() {
		return stage("""

				freezes:
				  - {name: always, reason: nobody is there, from: 2000-01-01T00:00, to: 2900-01-01T00:00}
				""");
	}

	private Theatre stage(String more) {
		Theatre theatre = new Theatre(profile(more));
		theatre.world.by = decider(theatre.world.profile);
		scene.accept(theatre);
		return theatre;
	}

	private SystemProfile profile(String more) {
		String file = profile.equals("agente-ia") ? "agente-de-ia" : profile;
		try {
			return TestProfiles.read(Files.readString(Path.of("src/main/resources/systems", file + ".yaml"))
				.replace("    drain:\n",
						"    drain:\n      maintenanceOn: [maintenance, \"on\"]\n      maintenanceOff: [maintenance, \"off\"]\n")
					+ more);
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

	WorkflowStub start(Theatre theatre) {
		return theatre.start(procedure, name, request);
	}

	WorkflowStub startInFreeze(Theatre theatre) {
		Map<String, Object> overriding = new TreeMap<>(request);
		overriding.put("freezeOverride", "it cannot wait");
		overriding.put("requestedBy", "somebody");
		return theatre.start(procedure, name, overriding);
	}

	/** What stands where, without what a run leaves behind for people. */
	String standing(Theatre theatre) {
		return theatre.estate.standing() + " " + theatre.versions.files + " " + theatre.versions.images + " "
				+ theatre.versions.running;
	}

	/** Every step of an undisturbed run, in its order. */
	List<String> calls() {
		run();
		return calls;
	}

	/** What stands where after an undisturbed run. */
	String end() {
		run();
		return end;
	}

	private synchronized void run() {
		if (calls != null) {
			return;
		}
		try (Theatre undisturbed = stage()) {
			assertThat(start(undisturbed).getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
			calls = List.copyOf(undisturbed.calls);
			end = standing(undisturbed);
		}
	}

}
