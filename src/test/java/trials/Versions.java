package trials;

import activities.Deploys;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.ProbeResult;
import domain.profile.TargetProfile;
import domain.release.Artifact;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.Found;
import domain.release.History;
import domain.release.Live;
import domain.run.Change;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What a system runs, in memory. As the real targets do, a step states the end that it
 * wants: one that ran twice shows as one effect or as a defect.
 */
final class Versions implements Deploys {

	/** What happened, in order; repeats leave nothing. */
	final List<String> effects = new CopyOnWriteArrayList<>();

	/** Steps that fail for good: fetch, build, migrate, up. */
	final Set<String> broken = ConcurrentHashMap.newKeySet();

	volatile String files = "v1.1.0";

	volatile String images = "v1.1.0";

	volatile String running = "v1.1.0";

	private volatile boolean migrated;

	/** The end state as one line, to be compared. */
	String state() {
		return files + " " + images + " " + running + (migrated ? " migrated" : "");
	}

	private Changes step(DeployRequest request, String name, boolean already, Runnable effect) {
		if (!request.run().planning() && !already) {
			effects.add(name + " " + request.version());
			effect.run();
		}
		if (broken.contains(name)) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, name + " of " + request.version() + " failed");
		}
		return new Changes(List.of(new Change(name, request.before().version(), request.version())));
	}

	@Override
	public Found findLive(DeployRequest request) {
		return new Found(running, "c-" + running, verifies(request));
	}

	@Override
	public Changes fetchVersion(DeployRequest request) {
		return step(request, "fetch", files.equals(request.version()), () -> files = request.version());
	}

	@Override
	public Changes dropFetched(DeployRequest request) {
		if (!files.equals(request.before().version())) {
			files = request.before().version();
			effects.add("drop");
		}
		return new Changes(List.of());
	}

	@Override
	public Changes buildVersion(DeployRequest request) {
		return step(request, "build", images.equals(request.version()), () -> images = request.version());
	}

	@Override
	public Changes migrateData(DeployRequest request) {
		return step(request, "migrate", migrated, () -> migrated = true);
	}

	@Override
	public Changes bringUpVersion(DeployRequest request) {
		return step(request, "up", running.equals(request.version()), () -> running = request.version());
	}

	@Override
	public List<ProbeResult> verifyVersion(DeployRequest request) {
		boolean good = !broken.contains("verify");
		return List.of(new ProbeResult("inference", good, good ? "97 %" : "80 %", "at least 95 %"));
	}

	@Override
	public History findEarlier(DeployRequest request) {
		List<Live> earlier = Stream.of("v1.0.0", "v0.9.0")
			.filter(version -> !version.equals(running))
			.map(version -> new Live(version, "c-" + version))
			.toList();
		Live wanted = earlier.stream()
			.filter(live -> request.version() == null || request.version().equals(live.version()))
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.INVALID_INPUT, "toVersion: there are " + earlier));
		return new History(new Live(running, "c-" + running), wanted, earlier, verifies(request));
	}

	/** As the real targets do: units have journals, models an inference to ask for. */
	private static boolean verifies(DeployRequest request) {
		return request.workload().target().kind() == TargetProfile.Kind.SYSTEMD;
	}

	@Override
	public Changes goBack(DeployRequest request) {
		String before = request.before().version();
		if (!request.run().planning() && !state().startsWith(before + " " + before + " " + before)) {
			files = before;
			images = before;
			running = before;
			effects.add("back to " + before);
		}
		return new Changes(List.of(new Change("running", request.version(), before)));
	}

	@Override
	public Artifact keepLog(DeployRequest request) {
		return new Artifact("file:log", 1, "00", "0 of the last 50 lines are of trouble");
	}

}
