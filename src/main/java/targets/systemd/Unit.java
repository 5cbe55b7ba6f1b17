package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import targets.ssh.Command;
import targets.ssh.Host;

/** One unit of a host, and what systemd can be asked about it or told to do with it. */
final class Unit {

	/** No pattern: systemctl would take one for several units. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:_.\\\\@-]{1,250}");

	private static final Duration SHORT = Duration.ofSeconds(30);

	private static final int LINES = 6;

	private static final int MANY = 1000;

	private static final int LINE_LENGTH = 200;

	private final Host host;

	private final String name;

	private final Runnable alive;

	Unit(Host host, Workload workload, Runnable alive) {
		if (!NAME.matcher(workload.name()).matches()) {
			throw new PermanentFailure(FailureKind.PROFILE,
					"component %s: '%s' cannot name a unit: letters, digits and : _ . \\ @ - can."
						.formatted(workload.component(), workload.name()));
		}
		this.host = host;
		this.name = workload.name();
		this.alive = alive;
	}

	UnitState read() {
		return UnitState.of(
				this.host
					.demand(Command.of("systemctl", "show", "--property=" + UnitState.ASKED, "--", this.name), SHORT,
							FailureKind.CONFLICT, this.alive)
					.output());
	}

	/** The unit, which must be there and such that systemd can start it. */
	UnitState usable() {
		UnitState state = read();
		if (!state.known()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND, absent());
		}
		if (!state.loaded()) {
			throw new PermanentFailure(FailureKind.CONFLICT, "%s: %s. Look at systemctl status %s on the host."
				.formatted(inWords(), state.inWords(), this.name));
		}
		return state;
	}

	/**
	 * Gives systemd a job for it and does not wait: whatever becomes of us or the
	 * connection, the job goes on, and a second one of the same kind is merged with it.
	 */
	void tell(String verb) {
		this.host.demand(Command.of("systemctl", "--no-block", verb, "--", this.name).asRoot(), SHORT,
				FailureKind.NOT_READY, this.alive);
	}

	/**
	 * Makes systemd forget that it failed: it then counts as stopped, and starts that
	 * were too many before are not held against it.
	 */
	void forgetFailure(UnitState state) {
		if (state.failed()) {
			this.host.demand(Command.of("systemctl", "reset-failed", "--", this.name).asRoot(), SHORT,
					FailureKind.CONFLICT, this.alive);
		}
	}

	/**
	 * The last of what it wrote, for a message; of what systemd wrote about it, when it
	 * wrote nothing.
	 */
	String lastLines(UnitState state) {
		try {
			List<String> own = journal("_SYSTEMD_UNIT=" + state.id());
			List<String> lines = own.isEmpty() ? journal("--unit=" + state.id()) : own;
			return lines.isEmpty() ? "its journal is empty" : "its journal ends with: " + String.join(" | ", lines);
		}
		catch (PermanentFailure refused) {
			// What failed is the unit; that its journal is closed to us is a side note.
			return "its journal was not shown: " + refused.getMessage();
		}
	}

	/** What it has written since it was started, the last thousand lines. */
	List<String> written(UnitState state) {
		return journal("_SYSTEMD_INVOCATION_ID=" + state.invocation(), MANY);
	}

	/** The last lines that it wrote, and systemd about it. */
	List<String> log(UnitState state, int lines) {
		return journal("--unit=" + state.id(), lines);
	}

	private List<String> journal(String which) {
		return journal(which, LINES);
	}

	private List<String> journal(String which, int lines) {
		Command asking = Command.of("journalctl", "--lines=" + lines, "--output=cat", "--no-pager", "--quiet", which);
		return this.host.demand(asking.asRoot(), SHORT, FailureKind.FORBIDDEN, this.alive)
			.output()
			.lines()
			.map(Unit::shortened)
			.filter((line) -> !line.isBlank())
			.toList();
	}

	private static String shortened(String line) {
		String plain = line.replaceAll("\\p{Cntrl}", " ").strip();
		return (plain.length() <= LINE_LENGTH) ? plain : plain.substring(0, LINE_LENGTH) + "...";
	}

	String absent() {
		return "host %s has no unit %s".formatted(this.host.place(), this.name);
	}

	/** As messages and changes name it. */
	String inWords() {
		return "unit %s on host %s".formatted(this.name, this.host.place());
	}

}
