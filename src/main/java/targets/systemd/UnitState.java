package targets.systemd;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A unit as {@code systemctl show} describes it (properties in systemd's D-Bus interface
 * org.freedesktop.systemd1.Unit and .Service).
 */
record UnitState(Map<String, String> properties) {

	/** The properties to ask for. */
	static final String ASKED = String.join(",", List.of("Id", "LoadState", "LoadError", "ActiveState", "SubState",
			"Result", "InvocationID", "ExecMainCode", "ExecMainStatus", "NRestarts", "Job", "TriggeredBy"));

	/** Reads the lines {@code NAME=VALUE} of {@code systemctl show}. */
	static UnitState of(String lines) {
		return new UnitState(lines.lines()
			.filter((line) -> line.indexOf('=') > 0)
			.collect(Collectors.toMap((line) -> line.substring(0, line.indexOf('=')),
					(line) -> line.substring(line.indexOf('=') + 1), (first, second) -> first + " " + second)));
	}

	/** The name under which systemd has it, suffix included. */
	String id() {
		return text("Id");
	}

	boolean known() {
		return !text("LoadState").equals("not-found");
	}

	/** Whether systemd can start it: a masked or unreadable unit it cannot. */
	boolean loaded() {
		return text("LoadState").equals("loaded");
	}

	boolean active() {
		return List.of("active", "reloading").contains(text("ActiveState"));
	}

	boolean failed() {
		return text("ActiveState").equals("failed");
	}

	/** Whether systemd has no more to do with it: it does not run and will not. */
	boolean down() {
		return List.of("inactive", "failed").contains(text("ActiveState")) && !busy();
	}

	/** Whether somebody wants it to run, however well it does. */
	boolean wanted() {
		return active() || failed() || text("ActiveState").equals("activating");
	}

	/** Whether systemd has a start, stop or restart of it under way. */
	private boolean busy() {
		return !List.of("", "0").contains(text("Job").split(" ")[0]);
	}

	/** One run of the unit, from its start to its end; empty before the first. */
	String invocation() {
		return text("InvocationID");
	}

	/** How often systemd has started it again by itself since somebody started it. */
	int restarts() {
		String number = text("NRestarts");
		return number.isEmpty() ? 0 : Integer.parseInt(number);
	}

	String triggers() {
		return text("TriggeredBy");
	}

	/** For people: "failed (failed): exit-code, its process ended with code 3". */
	String inWords() {
		StringBuilder words = new StringBuilder(text("ActiveState")).append(" (").append(text("SubState")).append(')');
		if (!loaded()) {
			words.append(", ").append(text("LoadState")).append(' ').append(text("LoadError"));
		}
		if (!active() && !List.of("", "success").contains(text("Result"))) {
			words.append(": ").append(text("Result"));
		}
		if (!active() && !List.of("", "0").contains(text("ExecMainStatus"))) {
			words.append(", its process ended with ")
				.append(text("ExecMainCode").equals("1") ? "code " : "signal ")
				.append(text("ExecMainStatus"));
		}
		if (restarts() > 0) {
			words.append(", started again by systemd ").append(restarts()).append(" times");
		}
		return words.toString().strip();
	}

	private String text(String property) {
		return this.properties.getOrDefault(property, "");
	}

}
