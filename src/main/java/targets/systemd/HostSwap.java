package targets.systemd;

import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.Live;
import domain.run.Change;
import java.util.ArrayList;
import java.util.List;
import targets.ssh.DetachedOperation;
import targets.ssh.Host;

/** What a swap on a host is made of, whatever takes the place of what. */
abstract class HostSwap implements Swap {

	static final Changes NOTHING = new Changes(List.of());

	final DeployRequest request;

	final Host host;

	final Runnable alive;

	final HostFiles files;

	/** The units that use what is swapped. */
	final UnitGroup units;

	/**
	 * @param using names of the units that use what is swapped
	 */
	HostSwap(DeployRequest request, Host host, List<String> using, Runnable alive) {
		this.request = request;
		this.host = host;
		this.alive = alive;
		this.files = new HostFiles(host, alive);
		this.units = new UnitGroup(host, using, request.workload(), alive);
	}

	/**
	 * What is in use.
	 * @throws domain.failure.PermanentFailure {@code NOT_FOUND} when nothing is, which is
	 * for people to begin with
	 */
	abstract Live current();

	@Override
	public final Live live() {
		this.units.requireRunning();
		return current();
	}

	@Override
	public final String recentLog() {
		return this.units.log(this.request.how().logLines());
	}

	/** The change of what is swapped, and the units that were started anew for it. */
	Changes changes(String what, String from, String to) {
		List<Change> changes = new ArrayList<>();
		changes.add(new Change(what, from, to));
		changes.addAll(this.units.restarted());
		return new Changes(changes);
	}

	Live before() {
		return this.request.before();
	}

	boolean planning() {
		return this.request.run().planning();
	}

	/** The name under which a step of this run is found again on the host. */
	String operation(String step) {
		return DetachedOperation.name(this.request.run().runId(), this.request.workload().component() + " " + step);
	}

}
