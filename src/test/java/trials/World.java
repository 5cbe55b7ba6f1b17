package trials;

import activities.Analysis;
import activities.Backups;
import activities.Decisions;
import activities.Messages;
import activities.Probes;
import activities.Profiles;
import activities.Rollouts;
import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.backup.Candidate;
import domain.backup.Catalogue;
import domain.backup.Choice;
import domain.backup.ChooseRequest;
import domain.backup.PruneRequest;
import domain.backup.Pruned;
import domain.backup.Source;
import domain.backup.Verification;
import domain.check.WatchCounters;
import domain.check.WatchEnd;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.gate.Decision;
import domain.gate.DecisionRecord;
import domain.people.Delivery;
import domain.people.Message;
import domain.probe.ChecklistRequest;
import domain.probe.ProbeResult;
import domain.probe.SmokeRequest;
import domain.profile.SystemProfile;
import domain.release.Artifact;
import domain.release.Changes;
import domain.release.Revision;
import domain.release.RollbackRequest;
import domain.release.RolloutRequest;
import domain.release.Stable;
import domain.release.WeightRequest;
import domain.release.Weights;
import domain.run.Change;
import domain.run.Run;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A cluster, its metrics and its people in memory: what steps do to it can be looked at.
 * Steps state the end they want, as the real ones do, so a step that ran twice shows here
 * as one effect or as a defect.
 */
final class World implements Rollouts, Analysis, Backups, Messages, Probes, Profiles, Decisions {

	final SystemProfile profile;

	/** What happened, in order; reads and repeats leave nothing. */
	final List<String> effects = new CopyOnWriteArrayList<>();

	final List<String> told = new CopyOnWriteArrayList<>();

	final List<DecisionRecord> decisions = new CopyOnWriteArrayList<>();

	/** What a watch at a weight answers, instead of a pass. */
	final Map<Integer, WatchEnd> verdicts = new ConcurrentHashMap<>();

	/** The servers that backups were taken of. */
	final Set<String> backedUp = ConcurrentHashMap.newKeySet();

	/**
	 * What the person says at a gate: approve unless named here; "silence" says nothing.
	 */
	final Map<String, String> answers = new ConcurrentHashMap<>();

	/** At these weights the watch has no answer of its own: it goes on until told. */
	final Set<Integer> undecided = ConcurrentHashMap.newKeySet();

	/** What can be restored from, newest first, and what cannot. */
	final List<Backup> candidates = new CopyOnWriteArrayList<>();

	final List<Candidate> refused = new CopyOnWriteArrayList<>();

	volatile String by = "oncall";

	volatile boolean healthy = true;

	volatile String stableVersion = "v1.2.0";

	volatile boolean canary;

	volatile int weight;

	/** What is said when traffic went back to a stable side that has lost pods. */
	volatile String shortage;

	private final Map<String, Backup> backups = new ConcurrentHashMap<>();

	private WorkflowClient client;

	World(SystemProfile profile) {
		this.profile = profile;
	}

	/** Whether the run has filed that somebody said this, counted or refused. */
	boolean heard(String verb) {
		return decisions.stream().anyMatch(decision -> decision.verb().equals(verb));
	}

	void people(WorkflowClient reached) {
		client = reached;
	}

	/** The end state as one line, to be compared. */
	String state() {
		return "stable " + stableVersion + ", canary " + canary + ", weight " + weight + ", backups " + backups.size()
				+ ", told " + told;
	}

	private void effect(String what) {
		effects.add(what);
	}

	@Override
	public SystemProfile readProfile(String system) {
		if (!system.equals(profile.name())) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"system: \"" + system + "\" was given; there are [" + profile.name() + "]");
		}
		return profile;
	}

	@Override
	public Stable inspectRollout(RolloutRequest request) {
		return new Stable(stableVersion, "registry.example.com/agente-api:" + stableVersion, 12, 12, 1, "abc", null);
	}

	@Override
	public synchronized Changes createCanary(RolloutRequest request) {
		if (request.run().planning()) {
			return changes("canary", "absent", "present");
		}
		if (request.rollout().version().contains("missing")) {
			throw new PermanentFailure(FailureKind.IMAGE_NOT_PULLABLE, "the image cannot be pulled");
		}
		if (!canary) {
			canary = true;
			effect("canary created");
		}
		return changes("canary", "absent", "present");
	}

	@Override
	public Weights provideCapacity(WeightRequest request) {
		return weights(weight);
	}

	@Override
	public synchronized Weights shiftTraffic(WeightRequest request) {
		if (!request.run().planning()) {
			move(request.weight());
		}
		return weights(request.weight());
	}

	private void move(int wanted) {
		if (weight != wanted) {
			weight = wanted;
			effect("weight " + wanted);
		}
	}

	@Override
	public synchronized Weights withdrawTraffic(RolloutRequest request) {
		move(0);
		return shortage == null ? weights(0) : new Weights(0, 0, 2, true, shortage, List.of());
	}

	@Override
	public synchronized Changes promoteStable(RolloutRequest request) {
		if (request.run().planning()) {
			return changes("stable", stableVersion, request.rollout().version());
		}
		setStable(request.rollout().version());
		return changes("stable", request.stable().version(), request.rollout().version());
	}

	private void setStable(String version) {
		if (!stableVersion.equals(version)) {
			stableVersion = version;
			effect("stable " + version);
		}
	}

	@Override
	public synchronized Changes restoreStable(RolloutRequest request) {
		setStable(request.stable().version());
		return changes("stable", "", request.stable().version());
	}

	@Override
	public synchronized Weights returnTraffic(RolloutRequest request) {
		if (!request.run().planning()) {
			move(0);
		}
		return weights(0);
	}

	@Override
	public synchronized Changes removeCanary(RolloutRequest request) {
		if (canary && !request.run().planning()) {
			canary = false;
			effect("canary removed");
		}
		return changes("canary", "present", "absent");
	}

	@Override
	public Artifact collectDiagnostics(RolloutRequest request) {
		return new Artifact("file:diagnostics", 1, "00", "nothing");
	}

	@Override
	public List<Revision> rolloutHistory(RolloutRequest request) {
		return List.of(new Revision(1, "v1.1.0", null, stableVersion.equals("v1.1.0")),
				new Revision(2, "v1.2.0", null, stableVersion.equals("v1.2.0")));
	}

	@Override
	public synchronized Changes rollBack(RollbackRequest request) {
		if (!request.run().planning()) {
			setStable(request.toRevision() == 1 ? "v1.1.0" : "v1.2.0");
		}
		String what = request.rollout().helm() == null ? "stable" : "release " + request.rollout().helm().release();
		return changes(what, "", "revision " + request.toRevision());
	}

	@Override
	public WatchResult watchCanary(WatchRequest request) {
		WatchEnd end = verdicts.getOrDefault(request.weight(), WatchEnd.PASSED);
		boolean asked = request.reported().contains(end);
		if (end != WatchEnd.PASSED && !asked) {
			return result(end, request);
		}
		if (request.until() == WatchRequest.Until.PASSED && !undecided.contains(request.weight())) {
			return result(WatchEnd.PASSED, request);
		}
		return watchUntilTold(request);
	}

	private static WatchResult watchUntilTold(WatchRequest request) {
		CountDownLatch never = new CountDownLatch(1);
		try {
			while (!never.await(50, TimeUnit.MILLISECONDS)) {
				Activity.getExecutionContext().heartbeat(request.carried());
			}
		}
		catch (ActivityCompletionException told) {
			return result(WatchEnd.TOLD, request);
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
		return result(WatchEnd.TOLD, request);
	}

	private static WatchResult result(WatchEnd end, WatchRequest request) {
		return new WatchResult(end, end.name(), Instant.now(), List.of(),
				request.carried() == null ? WatchCounters.none() : request.carried());
	}

	@Override
	public WatchResult watchRollback(WatchRequest request) {
		return result(healthy ? WatchEnd.PASSED : WatchEnd.UNDECIDED, request);
	}

	@Override
	public Backup takeBackup(BackupRequest request) {
		if (request.source().store() != null) {
			backedUp.add(request.source().store().host());
		}
		return backups.computeIfAbsent(request.run().runId(), run -> {
			effect("backup");
			return new Backup(run, request.source().name(), request.kind(), "file:dump", 1, "00", Instant.EPOCH,
					new TreeMap<>(), false, 1);
		});
	}

	@Override
	public Backup verifyBackup(Run run, Backup backup, Source source) {
		return backup.proven(new Verification(Instant.EPOCH, run.runId(), Verification.Depth.READABLE));
	}

	@Override
	public Backup noteRestored(Run run, Backup backup, Source source) {
		return backup.proven(new Verification(Instant.EPOCH, run.runId(), Verification.Depth.RESTORED));
	}

	@Override
	public Catalogue listBackups(ChooseRequest request) {
		return new Catalogue(candidates.stream().map(backup -> new Candidate(backup, null)).toList());
	}

	@Override
	public Catalogue listOthers(ChooseRequest request) {
		return new Catalogue(List.of());
	}

	@Override
	public Choice chooseBackup(ChooseRequest request) {
		Optional<Candidate> accepted = refused.stream()
			.filter(entry -> request.accepted().contains(entry.backup().id()))
			.findFirst();
		if (accepted.isPresent()) {
			return new Choice(accepted.get().backup(), List.of(), candidates.stream().map(Backup::id).toList());
		}
		List<Backup> usable = candidates.stream().filter(backup -> !request.not().contains(backup.id())).toList();
		return new Choice(usable.isEmpty() ? null : usable.getFirst(), refused,
				usable.stream().skip(1).map(Backup::id).toList());
	}

	@Override
	public Pruned pruneBackups(PruneRequest request) {
		return new Pruned(List.of(), List.of(), List.of());
	}

	@Override
	public synchronized Delivery sendMessage(Message message) {
		if (!told.contains(message.key())) {
			told.add(message.key());
			if (message.template().equals("gate-opened")) {
				answer(message);
			}
		}
		return new Delivery(message.key(), List.of("deploys"), List.of());
	}

	private void answer(Message message) {
		String gate = message.values().get("gate");
		String said = answers.getOrDefault(gate, "approve");
		if (!said.equals("silence")) {
			client.newUntypedWorkflowStub(message.run().workflowId())
				.signal(said, new Decision(said.equals("abort") ? null : gate, by, "because"));
		}
	}

	@Override
	public List<ProbeResult> runSmokeTest(SmokeRequest request) {
		return List.of(new ProbeResult("version", healthy, healthy ? request.expectedVersion() : "other",
				request.expectedVersion()));
	}

	@Override
	public List<ProbeResult> inspectChecklist(ChecklistRequest request) {
		return new ArrayList<>();
	}

	@Override
	public void recordDecision(Run run, DecisionRecord decision) {
		decisions.add(decision);
	}

	private static Changes changes(String what, String before, String after) {
		return new Changes(List.of(new Change(what, before, after)));
	}

	private static Weights weights(int canary) {
		return new Weights(canary, 12, 12, true, null, List.of(new Change("weight", "", Integer.toString(canary))));
	}

}
