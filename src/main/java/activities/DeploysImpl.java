package activities;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.probe.ProbeResult;
import domain.release.Artifact;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.Found;
import domain.release.History;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import targets.DeployTarget;

/** Finds the kind of target and heartbeats while it works. */
@Component
@ActivityImpl(taskQueues = "operations")
class DeploysImpl implements Deploys {

	private final List<DeployTarget> targets;

	private final Artifacts artifacts;

	DeploysImpl(List<DeployTarget> targets, @Value("${holdfast.artifacts:./artifacts}") Path folder) {
		this.targets = targets;
		this.artifacts = new Artifacts(folder);
	}

	@Override
	public Found findLive(DeployRequest request) {
		DeployTarget target = target(request);
		return Found.of(target.live(request), target.verifies());
	}

	@Override
	public Changes fetchVersion(DeployRequest request) {
		return target(request).fetch(request, alive());
	}

	@Override
	public Changes dropFetched(DeployRequest request) {
		return target(request).dropFetched(request, alive());
	}

	@Override
	public Changes buildVersion(DeployRequest request) {
		return target(request).build(request, alive());
	}

	@Override
	public Changes migrateData(DeployRequest request) {
		return target(request).migrate(request, alive());
	}

	@Override
	public Changes bringUpVersion(DeployRequest request) {
		return target(request).bringUp(request, alive());
	}

	@Override
	public List<ProbeResult> verifyVersion(DeployRequest request) {
		return Printed.masked(target(request).verify(request, alive()));
	}

	@Override
	public History findEarlier(DeployRequest request) {
		DeployTarget target = target(request);
		return target.history(request).verifying(target.verifies());
	}

	@Override
	public Changes goBack(DeployRequest request) {
		return target(request).goBack(request, alive());
	}

	@Override
	public Artifact keepLog(DeployRequest request) {
		String log = Printed.masked(target(request).recentLog(request));
		Pattern trouble = Pattern.compile(request.how().trouble());
		List<String> lines = log.lines().toList();
		List<String> bad = lines.stream().filter(line -> trouble.matcher(line).find()).toList();
		String text = "%d of the last %d lines are of trouble%n%s%n--%n%s".formatted(bad.size(), lines.size(),
				String.join("\n", bad), log);
		return artifacts.keep(request.run(), "log-" + request.workload().component() + ".txt", text);
	}

	private DeployTarget target(DeployRequest request) {
		Workload workload = request.workload();
		DeployTarget target = targets.stream()
			.filter(candidate -> candidate.kind() == workload.target().kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"Target %s is of kind %s, where Deploy does not work yet: it does on %s.".formatted(
							workload.target().name(), workload.target().kind(),
							targets.stream().map(DeployTarget::kind).toList())));
		target.cannot(request).ifPresent(reason -> {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"component %s cannot be deployed: %s".formatted(workload.component(), reason));
		});
		return target;
	}

	private static Runnable alive() {
		ActivityExecutionContext context = Activity.getExecutionContext();
		return () -> context.heartbeat(null);
	}

}
