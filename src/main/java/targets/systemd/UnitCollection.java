package targets.systemd;

import domain.diagnosis.CollectRequest;
import java.util.ArrayList;
import java.util.List;
import targets.LogLines;
import targets.Sink;
import targets.ssh.Command;
import targets.ssh.Host;
import targets.ssh.HostWords;

/** Everything about one unit (runbooks B 4.1 and 10.1, D 3.5). */
final class UnitCollection {

	private final CollectRequest request;

	private final HostWords words;

	UnitCollection(Host host, CollectRequest request, Sink sink, Runnable alive) {
		this.request = request;
		this.words = new HostWords(host, sink, alive);
	}

	void collect() {
		String unit = this.request.workload().name();
		this.words.output("status.txt", "its state",
				Command.of("systemctl", "status", "--no-pager", "--full", "--lines=0", "--", unit));
		this.words.output("properties.txt", "what systemd knows of it",
				Command.of("systemctl", "show", "--no-pager", "--", unit));
		this.words.output("unit.txt", "its files", Command.of("systemctl", "cat", "--no-pager", "--", unit));
		this.words.output("failed-units.txt", "units of the host that have failed",
				Command.of("systemctl", "list-units", "--state=failed", "--plain", "--no-legend", "--no-pager"));
		this.words.log("journal.log", "its journal, earlier runs too", Command.of(journal(unit)).asRoot(),
				this.request.filter());
	}

	private List<String> journal(String unit) {
		List<String> command = new ArrayList<>(List.of("journalctl", "--no-pager", "--quiet", "--output=short-iso",
				"--lines=" + LogLines.MOST_LINES, "--unit=" + unit));
		if (this.request.filter().since() != null) {
			command.add("--since=-" + Math.max(1, this.request.filter().since().toSeconds()) + "s");
		}
		return command;
	}

}
