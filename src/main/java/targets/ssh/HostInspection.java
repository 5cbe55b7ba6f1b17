package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.TransientFailure;
import domain.probe.ProbeResult;
import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether a host is fit to be worked on, as far as that has nothing to do with what runs
 * there: it answers, it is the one meant, its disks have room (runbook B 2.1). A host
 * that cannot be reached is an answer; one that refuses us, or shows another key, a
 * failure.
 */
public final class HostInspection {

	private static final Duration SHORT = Duration.ofSeconds(30);

	private final Host host;

	private final TargetProfile place;

	public HostInspection(Host host, TargetProfile place) {
		this.host = host;
		this.place = place;
	}

	/** The host first, then the disks; only the host when it does not answer. */
	public List<ProbeResult> inspect() {
		try {
			List<ProbeResult> found = new ArrayList<>(List.of(name()));
			Stream.of("/", this.place.directory())
				.filter(Objects::nonNull)
				.distinct()
				.forEach((folder) -> found.add(disk(folder)));
			return found;
		}
		catch (TransientFailure unreachable) {
			return List.of(new ProbeResult(this.place.name() + " host", false, unreachable.getMessage(),
					"a host that answers"));
		}
	}

	private ProbeResult name() {
		String given = this.host.demand(Command.of("uname", "-n"), SHORT, FailureKind.CONFLICT, HostInspection::nothing)
			.output()
			.strip();
		String expected = (this.place.hostName() == null)
				? "hostName: " + given
						+ " in the profile, if it is the one meant: without it nothing that runs there is ended"
				: this.place.hostName();
		return new ProbeResult(this.place.name() + " host", given.equals(this.place.hostName()), given, expected);
	}

	private ProbeResult disk(String folder) {
		String name = this.place.name() + " disk of " + folder;
		String expected = "less than " + this.place.diskAtMost() + " % used";
		Answer answer = this.host.run(Command.of("df", "-Pk", "--", folder), SHORT, HostInspection::nothing);
		// Filesystem 1024-blocks Used Available Capacity Mounted-on, by POSIX.
		String[] columns = answer.output().lines().reduce((first, last) -> last).orElse("").trim().split("\\s+", 6);
		if (!answer.succeeded() || columns.length < 6 || !columns[4].matches("[0-9]+%")) {
			return new ProbeResult(name, false, "not known: " + answer.lastWords(), expected);
		}
		int used = Integer.parseInt(columns[4].replace("%", ""));
		String observed = "%d %% used, %d MB free".formatted(used, Long.parseLong(columns[3]) / 1024);
		return new ProbeResult(name, used < this.place.diskAtMost(), observed, expected);
	}

	private static void nothing() {
		// Looks are short: nobody needs to hear that they go on.
	}

}
