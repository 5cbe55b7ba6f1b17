package targets.systemd;

import domain.failure.TransientFailure;
import domain.probe.ProbeResult;
import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import targets.ssh.Command;
import targets.ssh.Host;
import targets.ssh.HostInspection;

/** Whether a systemd host is fit to be worked on: the host itself, then its units. */
final class HostSystem {

	private static final Duration SHORT = Duration.ofSeconds(30);

	private static final int SHOWN = 10;

	private final Host host;

	private final TargetProfile place;

	HostSystem(Host host, TargetProfile place) {
		this.host = host;
		this.place = place;
	}

	List<ProbeResult> inspect() {
		List<ProbeResult> found = new ArrayList<>(new HostInspection(this.host, this.place).inspect());
		String name = this.place.name() + " systemd";
		try {
			String state = ask("systemctl", "is-system-running").strip();
			String observed = state.equals("degraded") ? "degraded, failed: " + failedUnits() : state;
			found.add(new ProbeResult(name, state.equals("running"), observed, "running"));
		}
		catch (TransientFailure unreachable) {
			found.add(new ProbeResult(name, false, "not known: " + unreachable.getMessage(), "running"));
		}
		return found;
	}

	private String failedUnits() {
		return ask("systemctl", "list-units", "--state=failed", "--plain", "--no-legend", "--no-pager").lines()
			.map((line) -> line.strip().split("\\s+")[0])
			.limit(SHOWN)
			.collect(Collectors.joining(", "));
	}

	/** Its exit code says no more than its words. */
	private String ask(String... command) {
		return this.host.run(Command.of(command), SHORT, HostSystem::nothing).output();
	}

	private static void nothing() {
		// Looks are short: nobody needs to hear that they go on.
	}

}
