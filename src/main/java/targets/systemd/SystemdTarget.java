package targets.systemd;

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
import domain.lifecycle.WorkloadState.Condition;
import domain.probe.ProbeResult;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import domain.run.Run;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import targets.Sink;
import targets.Target;
import targets.ssh.Answer;
import targets.ssh.Command;
import targets.ssh.Host;
import targets.ssh.HostWords;
import targets.ssh.SshHosts;

/**
 * Units on systemd hosts (runbook B 4.1). Nothing is enabled or disabled: what runs after
 * the host's next start is not changed. Whatever starts or ends a unit, or runs a
 * command, confirms first that the host is the one that the profile names, in plan mode
 * too.
 */
@Component
class SystemdTarget implements Target {

	private final SshHosts hosts;

	SystemdTarget(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.SYSTEMD;
	}

	@Override
	public Optional<String> cannot(Operation operation, Workload workload) {
		return Optional.ofNullable(switch (operation) {
			case SCALE -> "%s is a systemd unit, of which a host runs one".formatted(workload.name());
			case RESIZE -> "%s is a systemd unit: its CPU and memory are its host's, or stand in its unit file"
				.formatted(workload.name());
			case GROW -> "%s is a systemd unit: its disks are its host's".formatted(workload.name());
			case AUTOSCALE ->
				"%s is a systemd unit, and no autoscaler looks after a host's units".formatted(workload.name());
			default -> null;
		});
	}

	@Override
	public List<ProbeResult> inspect(Run run, TargetProfile place) {
		return new HostSystem(this.hosts.host(place), place).inspect();
	}

	@Override
	public void collect(CollectRequest request, Sink sink, Runnable alive) {
		new UnitCollection(this.hosts.host(request.workload().target()), request, sink, alive).collect();
	}

	@Override
	public void collectPlace(TargetProfile place, List<String> names, Sink sink, Runnable alive) {
		new HostWords(this.hosts.host(place), sink, alive).host(names);
	}

	@Override
	public WorkloadState observe(WorkloadRequest request) {
		Workload workload = request.workload();
		Unit unit = new Unit(this.hosts.host(workload.target()), workload, SystemdTarget::nothing);
		UnitState state = unit.read();
		if (!state.known()) {
			return new WorkloadState(workload.component(), Condition.ABSENT, 0, 0, null, null, null, unit.absent());
		}
		Condition condition = condition(state);
		String detail = (condition != Condition.DEGRADED) ? null
				: state.failed() ? state.inWords() + "; " + unit.lastLines(state) : state.inWords();
		return new WorkloadState(workload.component(), condition, state.wanted() ? 1 : 0, state.active() ? 1 : 0, null,
				state.invocation(), null, detail);
	}

	private static Condition condition(UnitState state) {
		if (state.active()) {
			return Condition.RUNNING;
		}
		return (state.down() && !state.failed()) ? Condition.STOPPED : Condition.DEGRADED;
	}

	@Override
	public Changes start(StartRequest request, Runnable alive) {
		Unit unit = confirmed(request.workload(), alive);
		UnitState found = unit.usable();
		boolean wasUp = (request.found() == null) ? found.active() : request.found() > 0 && found.active();
		if (!request.run().planning()) {
			if (!found.active()) {
				unit.forgetFailure(found);
				unit.tell("start");
			}
			new Settling(unit, request.workload().readyWithin(), alive).untilSteady(null);
		}
		return new Changes(wasUp ? List.of() : change(unit, "stopped", "started"));
	}

	@Override
	public Changes stop(WorkloadRequest request, Runnable alive) {
		Unit unit = confirmed(request.workload(), alive);
		UnitState found = unit.usable();
		boolean stopped = found.down() && !found.failed();
		if (!request.run().planning() && !stopped) {
			unit.tell("stop");
			new Settling(unit, request.workload().readyWithin(), alive).untilDown(found.invocation());
		}
		boolean wasUp = (request.found() == null) ? !stopped : request.found() > 0;
		return new Changes(wasUp ? change(unit, "started", "stopped") : List.of());
	}

	/**
	 * An incarnation that has ended already, by whose hand ever, is not ended again. What
	 * does not run, and not because it failed since, is started.
	 */
	@Override
	public Changes restart(RestartRequest request, Runnable alive) {
		Unit unit = confirmed(request.workload(), alive);
		UnitState found = unit.usable();
		String ending = Objects.requireNonNullElse(request.incarnation(), "");
		if (!request.run().planning()) {
			boolean stopped = found.down() && !found.failed();
			if (stopped || found.invocation().equals(ending)) {
				unit.forgetFailure(found);
				unit.tell("restart");
			}
			new Settling(unit, request.workload().readyWithin(), alive).untilSteady(ending);
		}
		return new Changes(change(unit, "as it runs", "started anew"));
	}

	/** A unit keeps nothing of the process that it had before. */
	@Override
	public Changes endRestart(WorkloadRequest request, Runnable alive) {
		return new Changes(List.of());
	}

	@Override
	public Changes scale(ScaleRequest request, Runnable alive) {
		throw impossible(Operation.SCALE, request.workload());
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

	/** In the target's folder, as the SSH user. */
	@Override
	public ScriptAnswer execute(ScriptRequest request, Runnable alive) {
		TargetProfile place = request.workload().target();
		Host host = this.hosts.host(place);
		host.confirmIdentity(alive);
		Answer answer = host.run(Command.of(request.command()).in(place.directory()), request.within(), alive);
		return new ScriptAnswer(answer.exitCode(), answer.output() + answer.errors());
	}

	private Unit confirmed(Workload workload, Runnable alive) {
		Host host = this.hosts.host(workload.target());
		host.confirmIdentity(alive);
		return new Unit(host, workload, alive);
	}

	private static List<Change> change(Unit unit, String before, String after) {
		return List.of(new Change(unit.inWords(), before, after));
	}

	private static void nothing() {
		// A look is short: nobody needs to hear that it goes on.
	}

}
