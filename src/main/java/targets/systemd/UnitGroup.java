package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.probe.ProbeResult;
import domain.profile.ComponentProfile;
import domain.run.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import targets.ssh.Host;

/** Units that have to be down while something that they read is replaced. */
final class UnitGroup {

	private final List<Unit> units;

	private final Workload workload;

	private final Runnable alive;

	/**
	 * @param names in the order in which they are started
	 * @param workload whose time to get ready counts
	 */
	UnitGroup(Host host, List<String> names, Workload workload, Runnable alive) {
		this.workload = workload;
		this.alive = alive;
		this.units = names.stream()
			.map((name) -> new Unit(host,
					new Workload(workload.target(), workload.component(), ComponentProfile.Kind.SYSTEMD_UNIT, name,
							name, null, workload.readyWithin()),
					alive))
			.toList();
	}

	/** Fails when one does not run: a version without its units proves nothing. */
	void requireRunning() {
		for (Unit unit : this.units) {
			UnitState state = unit.usable();
			if (!state.active()) {
				throw new PermanentFailure(FailureKind.NOT_READY,
						"%s does not run (%s): a new version would prove nothing. Start it first."
							.formatted(unit.inWords(), state.inWords()));
			}
		}
	}

	void stop() {
		for (Unit unit : this.units.reversed()) {
			UnitState found = unit.usable();
			if (!found.down() || found.failed()) {
				unit.tell("stop");
				new Settling(unit, this.workload.readyWithin(), this.alive).untilDown(found.invocation());
			}
		}
	}

	/** Starts those that do not run and waits until all do steadily. */
	void start() {
		for (Unit unit : this.units) {
			UnitState found = unit.usable();
			if (!found.active()) {
				unit.forgetFailure(found);
				unit.tell("start");
			}
			new Settling(unit, this.workload.readyWithin(), this.alive).untilSteady(null);
		}
	}

	List<Change> restarted() {
		return this.units.stream().map((unit) -> new Change(unit.inWords(), "as it runs", "started anew")).toList();
	}

	/** Whether each runs as it was started, and what it has written since. */
	List<ProbeResult> inspect(String trouble) {
		Pattern pattern = Pattern.compile(trouble);
		List<ProbeResult> found = new ArrayList<>();
		for (Unit unit : this.units) {
			UnitState state = unit.usable();
			found.add(new ProbeResult(unit.inWords(), state.active() && state.restarts() == 0, state.inWords(),
					"active, never started again"));
			List<String> bad = unit.written(state).stream().filter((line) -> pattern.matcher(line).find()).toList();
			found.add(new ProbeResult("journal of " + unit.inWords(), bad.isEmpty(),
					bad.isEmpty() ? "nothing of trouble" : bad.size() + " lines of trouble, the last: " + bad.getLast(),
					"no line with " + trouble));
		}
		return found;
	}

	/** The last lines of each one's journal. */
	String log(int lines) {
		return this.units.stream()
			.flatMap((unit) -> unit.log(unit.usable(), lines).stream())
			.collect(Collectors.joining("\n"));
	}

}
