package trials;

import activities.Configurations;
import activities.HealthProbes;
import activities.ServiceLevels;
import activities.Synchronisations;
import activities.Workloads;
import domain.configuration.Copy;
import domain.configuration.EditRequest;
import domain.configuration.Preview;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Adjusted;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.Bounds;
import domain.lifecycle.DrainRequest;
import domain.lifecycle.Drained;
import domain.lifecycle.GrowRequest;
import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelsRequest;
import domain.lifecycle.ObserveRequest;
import domain.lifecycle.PlaceRequest;
import domain.lifecycle.ResizeRequest;
import domain.lifecycle.Resources;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState.Condition;
import domain.lifecycle.WorkloadState;
import domain.probe.Health;
import domain.probe.HealthRecord;
import domain.probe.HealthReport;
import domain.probe.HealthRequest;
import domain.probe.ProbeAnswer;
import domain.probe.ProbeResult;
import domain.probe.Remembered;
import domain.release.Changes;
import domain.run.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The workloads of a system in memory. As the real targets do, a step states the end it
 * wants, so that one that ran twice shows as one effect or as a defect.
 */
final class Estate implements Workloads, ServiceLevels, Configurations, HealthProbes, Synchronisations {

	/** Instances by component. */
	final Map<String, Integer> instances = new ConcurrentSkipListMap<>();

	/** What happened, in order; reads and repeats leave nothing. */
	final List<String> effects = new CopyOnWriteArrayList<>();

	/** Components that cannot be started, stopped, restarted or scaled. */
	final Set<String> broken = ConcurrentHashMap.newKeySet();

	/** Components whose probes fail. */
	final Set<String> sick = ConcurrentHashMap.newKeySet();

	/** Components that are started and do not get ready. */
	final Set<String> unready = ConcurrentHashMap.newKeySet();

	/** What a level measures, by its name; 0 when not named. */
	final Map<String, Double> levels = new ConcurrentHashMap<>();

	/** From these instances on a level named "error-rate" is bad; 0: never. */
	volatile int badBelow;

	volatile boolean drained = true;

	volatile Bounds bounds = new Bounds(2, 10, 70);

	volatile Resources resources = new Resources("1", "2Gi", "", "");

	private final Set<String> restarted = ConcurrentHashMap.newKeySet();

	/** The names and values of the one ConfigMap. */
	final Map<String, String> settings = new ConcurrentSkipListMap<>(Map.of("LEVEL", "info"));

	private final Map<String, Map<String, String>> copies = new ConcurrentSkipListMap<>();

	/** Components that were told to take no new work. */
	private final Set<String> taken = new ConcurrentSkipListSet<>();

	/** Whether the GitOps tool cannot be given back. */
	volatile boolean toolLost;

	@Override
	public Changes giveSynchronisationBack(PlaceRequest request) {
		if (toolLost) {
			throw new PermanentFailure(FailureKind.FORBIDDEN, "not permitted: update applications/shop");
		}
		effects.add("give back " + request.places().size());
		return new Changes(List.of(new Change("application/shop synchronisation", "paused", "on")));
	}

	/** The end state as one line, to be compared. */
	String state() {
		return standing() + " " + copies.size();
	}

	/** The same without the copies that a run leaves behind for people. */
	String standing() {
		return new TreeMap<>(instances) + " " + bounds + " " + resources + " " + settings + " " + taken;
	}

	private void fail(Workload workload) {
		if (broken.contains(workload.component())) {
			throw new PermanentFailure(FailureKind.NOT_READY, workload.component() + " does not get ready");
		}
	}

	private Changes set(domain.run.Run run, Workload workload, int wanted, String verb) {
		int now = instances.getOrDefault(workload.component(), 0);
		if (now == wanted) {
			return new Changes(List.of());
		}
		if (!run.planning()) {
			instances.put(workload.component(), wanted);
			effects.add(verb + " " + workload.component());
		}
		return new Changes(List.of(new Change(workload.name() + " replicas", "" + now, "" + wanted)));
	}

	@Override
	public List<ProbeResult> inspectPlaces(PlaceRequest request) {
		return List.of(new ProbeResult("nodes", true, "3 ready", "every node ready"));
	}

	@Override
	public List<WorkloadState> observeWorkloads(ObserveRequest request) {
		return request.workloads().stream().map(this::state).toList();
	}

	private WorkloadState state(Workload workload) {
		Integer now = instances.get(workload.component());
		Condition condition = now == null ? Condition.ABSENT : now == 0 ? Condition.STOPPED : Condition.RUNNING;
		int count = now == null ? 0 : now;
		return new WorkloadState(workload.component(), condition, count, count, "v1", "first", null,
				now == null ? "no " + workload.name() : null);
	}

	@Override
	public Changes startWorkload(StartRequest request) {
		fail(request.workload());
		Workload workload = request.workload();
		if (instances.getOrDefault(workload.component(), 0) > 0) {
			return new Changes(List.of());
		}
		int wanted = request.replicas() != null ? request.replicas()
				: workload.replicas() != null ? workload.replicas() : 1;
		Changes changes = set(request.run(), workload, wanted, "start");
		if (unready.contains(workload.component())) {
			throw new PermanentFailure(FailureKind.NOT_READY, workload.component() + " does not get ready");
		}
		return changes;
	}

	@Override
	public Changes stopWorkload(WorkloadRequest request) {
		fail(request.workload());
		return set(request.run(), request.workload(), 0, "stop");
	}

	@Override
	public Changes restartWorkload(RestartRequest request) {
		if (!request.run().planning() && restarted.add(request.run().runId())) {
			effects.add((request.afresh() ? "make anew " : "restart ") + request.workload().component());
		}
		fail(request.workload());
		return new Changes(List.of(new Change(request.workload().name(), "as it runs", "started anew")));
	}

	@Override
	public Changes endRestart(WorkloadRequest request) {
		if (restarted.remove(request.run().runId())) {
			effects.add("end restart " + request.workload().component());
			return new Changes(List.of(new Change(request.workload().name(), "being started anew", "as before")));
		}
		return new Changes(List.of());
	}

	@Override
	public Changes scaleWorkload(ScaleRequest request) {
		fail(request.workload());
		return set(request.run(), request.workload(), request.replicas(), "scale to " + request.replicas());
	}

	@Override
	public Adjusted resizeWorkload(ResizeRequest request) {
		Resources before = resources;
		if (!request.run().planning() && !before.equals(request.resources())) {
			resources = request.resources();
			effects.add("resize");
		}
		return new Adjusted(List.of(new Change("resources", before.toString(), "other")), before, null);
	}

	@Override
	public Changes growVolumes(GrowRequest request) {
		fail(request.workload());
		String grown = "grow to " + request.storage();
		if (!request.run().planning() && !effects.contains(grown)) {
			effects.add(grown);
		}
		return new Changes(List.of(new Change("volume storage", "10Gi", request.storage())));
	}

	@Override
	public Adjusted limitAutoscaler(AutoscalerRequest request) {
		Bounds before = bounds;
		if (!request.run().planning() && !before.equals(request.bounds())) {
			bounds = request.bounds();
			effects.add("bounds");
		}
		return new Adjusted(List.of(new Change("bounds", before.toString(), "other")), null, before);
	}

	@Override
	public ScriptAnswer runScript(ScriptRequest request) {
		String what = String.join(" ", request.command());
		if (request.command().equals(List.of("maintenance", "on"))) {
			taken.add(request.workload().component());
		}
		if (request.command().equals(List.of("maintenance", "off"))) {
			taken.remove(request.workload().component());
		}
		if (!request.run().planning() && !effects.contains(what)) {
			effects.add(what);
		}
		return new ScriptAnswer(0, "");
	}

	@Override
	public List<LevelReading> measureLevels(LevelsRequest request) {
		return request.levels().stream().map(level -> LevelReading.of(level, value(level.name()))).toList();
	}

	private double value(String level) {
		if (level.equals("registered")) {
			return instances.values().stream().mapToInt(Integer::intValue).sum();
		}
		boolean bad = badBelow > 0 && instances.values().stream().anyMatch(count -> count < badBelow);
		return level.equals("error-rate") && bad ? 5 : levels.getOrDefault(level, 0.0);
	}

	@Override
	public Drained awaitDrained(DrainRequest request) {
		return new Drained(drained, drained ? "0 (<= 0)" : "17 (<= 0)");
	}

	@Override
	public Preview previewEdit(EditRequest request) {
		return new Preview(changes(settings, wanted(request)),
				request.edit().env().isEmpty() ? List.of(request.workload().component()) : List.of(),
				List.copyOf(copies.keySet()));
	}

	private Map<String, String> wanted(EditRequest request) {
		Map<String, String> wanted = new TreeMap<>(settings);
		wanted.putAll(request.edit().set());
		wanted.putAll(request.edit().env());
		return wanted;
	}

	private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
		return after.entrySet()
			.stream()
			.filter(each -> !each.getValue().equals(before.get(each.getKey())))
			.map(each -> new Change(each.getKey(), "" + before.get(each.getKey()), each.getValue()))
			.toList();
	}

	@Override
	public Copy keepCopy(EditRequest request) {
		if (!request.run().planning()) {
			copies.putIfAbsent("copy", new TreeMap<>(settings));
		}
		return new Copy("copy", "here");
	}

	@Override
	public Changes applyEdit(EditRequest request) {
		Map<String, String> before = copies.getOrDefault("copy", settings);
		List<Change> changes = changes(before, wanted(request));
		if (!request.run().planning() && !settings.equals(wanted(request))) {
			settings.putAll(wanted(request));
			effects.add("settings");
		}
		return new Changes(changes);
	}

	@Override
	public Changes putBackCopy(EditRequest request) {
		settings.clear();
		settings.putAll(copies.get("copy"));
		effects.add("settings as before");
		return new Changes(List.of());
	}

	@Override
	public HealthReport askProbes(HealthRequest request) {
		return new HealthReport(Instant.EPOCH, request.probes()
			.stream()
			.map(probe -> new ProbeAnswer(probe.name(),
					sick.contains(probe.component()) ? Health.FAILED : Health.HEALTHY, null, null, null, "seen"))
			.toList());
	}

	@Override
	public Remembered rememberAnswers(HealthRecord answers) {
		return new Remembered(true, null, List.of());
	}

}
