package targets.compose;

import domain.diagnosis.CollectRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Adjusted;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.Operation;
import domain.lifecycle.ResizeRequest;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.probe.ProbeResult;
import domain.profile.ComponentProfile;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Run;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import targets.Sink;
import targets.Target;
import targets.ssh.Answer;
import targets.ssh.Command;
import targets.ssh.DetachedOperation;
import targets.ssh.HostWords;

/**
 * Services of Docker Compose projects on hosts reached by SSH (runbook E). What changes
 * something runs on the host under the run's own name: a lost connection or a dead worker
 * takes it up again and never runs it twice.
 */
@Component
class ComposeTarget implements Target {

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private final Projects projects;

	ComposeTarget(Projects projects) {
		this.projects = projects;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.COMPOSE;
	}

	@Override
	public Optional<String> cannot(Operation operation, Workload workload) {
		return switch (operation) {
			case RESIZE -> Optional
				.of("the resources of " + workload.name() + " stand in the compose file: change them there and deploy");
			case GROW -> Optional.of("volumes of compose have no size of their own: they are as large as their disk");
			case AUTOSCALE -> Optional.of("compose has no autoscaler: " + workload.name() + " is scaled by hand");
			default -> Optional.empty();
		};
	}

	@Override
	public List<ProbeResult> inspect(Run run, TargetProfile place) {
		return new HostInspection(this.projects.at(place, NOBODY_WAITS), place).inspect();
	}

	@Override
	public void collect(CollectRequest request, Sink sink, Runnable alive) {
		new ServiceCollection(this.projects.at(request.workload().target(), alive), request, sink).collect();
	}

	@Override
	public void collectPlace(TargetProfile place, List<String> names, Sink sink, Runnable alive) {
		new HostWords(this.projects.at(place, alive).host(), sink, alive).host(names);
	}

	@Override
	public WorkloadState observe(WorkloadRequest request) {
		Workload workload = service(request.workload());
		Project project = this.projects.at(workload.target(), NOBODY_WAITS);
		return new Standing(workload, project.place()).of(project.service(workload.name()));
	}

	@Override
	public Changes start(StartRequest request, Runnable alive) {
		return new Changes(service(request.workload(), request.run(), alive).start(request.replicas()));
	}

	@Override
	public Changes stop(WorkloadRequest request, Runnable alive) {
		return new Changes(service(request.workload(), request.run(), alive).stop());
	}

	@Override
	public Changes restart(RestartRequest request, Runnable alive) {
		return new Changes(
				service(request.workload(), request.run(), alive).restart(request.incarnation(), request.afresh()));
	}

	/** Containers that were started anew have nothing of before to go back to. */
	@Override
	public Changes endRestart(WorkloadRequest request, Runnable alive) {
		return new Changes(List.of());
	}

	@Override
	public Changes scale(ScaleRequest request, Runnable alive) {
		return new Changes(service(request.workload(), request.run(), alive).scale(request.replicas()));
	}

	@Override
	public Adjusted resize(ResizeRequest request, Runnable alive) {
		throw impossible(Operation.RESIZE, request.workload());
	}

	@Override
	public Adjusted limitAutoscaler(AutoscalerRequest request) {
		throw impossible(Operation.AUTOSCALE, request.workload());
	}

	private PermanentFailure impossible(Operation operation, Workload workload) {
		return new PermanentFailure(FailureKind.INVALID_INPUT, cannot(operation, workload).orElseThrow());
	}

	/**
	 * On the host in the project's folder, where the runbook's own scripts are
	 * ({@code /opt/sparkone/ops}); what is meant for a container is written as
	 * {@code docker compose exec -T}.
	 */
	@Override
	public ScriptAnswer execute(ScriptRequest request, Runnable alive) {
		Project project = this.projects.at(request.workload().target(), alive);
		Command command = project.inFolder(request.command());
		String step = request.workload().component() + " " + String.join(" ", request.command());
		Answer answer = project.host()
			.runDetached(DetachedOperation.name(request.run().runId(), step), command, request.within(), alive);
		return new ScriptAnswer(answer.exitCode(), tail(answer.output() + answer.errors()));
	}

	private static String tail(String said) {
		int kept = 4000;
		return (said.length() <= kept) ? said : said.substring(said.length() - kept);
	}

	private Service service(Workload workload, Run run, Runnable alive) {
		return new Service(this.projects.at(service(workload).target(), alive), workload, run);
	}

	private static Workload service(Workload workload) {
		if (workload.kind() != ComponentProfile.Kind.COMPOSE_SERVICE) {
			throw new PermanentFailure(FailureKind.PROFILE, "Component %s is of kind %s, which is no compose service."
				.formatted(workload.component(), workload.kind()));
		}
		return workload;
	}

}
