package targets.ssh;

import domain.diagnosis.LogFilter;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.time.Duration;
import java.util.List;
import targets.LogLines;
import targets.Sink;

/**
 * Hands over what commands on a host say. One that cannot be had is noted and never keeps
 * the others from being had.
 */
public final class HostWords {

	private static final int NOT_INSTALLED = 127;

	private static final Duration WITHIN = Duration.ofMinutes(1);

	/** Hosts of the profile that are looked for from a host. */
	private static final int MOST_NAMES = 10;

	private final Host host;

	private final Sink sink;

	private final Runnable alive;

	public HostWords(Host host, Sink sink, Runnable alive) {
		this.host = host;
		this.sink = sink;
		this.alive = alive;
	}

	/** What a command says, with its exit code when it is not 0. */
	public void output(String path, String what, Command command) {
		part(path, what, () -> {
			Answer answer = answer(command);
			String code = answer.succeeded() ? "" : "[exit code %d]%n".formatted(answer.exitCode());
			this.sink.text(path, what, code + answer.output() + answer.errors());
		});
	}

	/** The lines of what a command says that the filter wants. */
	public void log(String path, String what, Command command, LogFilter filter) {
		part(path, what, () -> {
			Answer answer = answer(command);
			LogLines lines = new LogLines(filter);
			(answer.output() + answer.errors()).lines().forEach(lines::add);
			String cut = answer.truncated() ? ", of the last megabyte" : "";
			this.sink.text(path, what + ", " + lines.inWords() + cut, lines.text());
		});
	}

	/** Runs something that hands over a part itself. */
	public void part(String path, String what, Runnable work) {
		try {
			this.alive.run();
			work.run();
		}
		catch (PermanentFailure | TransientFailure ex) {
			this.sink.missing(path, what, ex.getMessage());
		}
	}

	private Answer answer(Command command) {
		Answer answer = this.host.run(command, WITHIN, this.alive);
		if (answer.exitCode() == NOT_INSTALLED) {
			throw new TransientFailure(Said.of("%s is not installed on %s", "%s não está instalado em %s",
					command.arguments().getFirst(), this.host.place()), null);
		}
		return answer;
	}

	/**
	 * The host itself: load, memory, disks, processes, addresses, routes, and how the
	 * profile's hosts look from it (runbook B 3.2: ping, nslookup, traceroute).
	 */
	public void host(List<String> names) {
		output("uptime.txt", "load", Command.of("uptime"));
		output("df.txt", "disks", Command.of("df", "-h"));
		output("free.txt", "memory", Command.of("free", "-m"));
		output("top.txt", "processes that use most",
				Command.of("ps", "-eo", "pid,ppid,user,%cpu,%mem,rss,etime,comm", "--sort=-%cpu"));
		output("addresses.txt", "addresses", Command.of("ip", "address"));
		output("routes.txt", "routes", Command.of("ip", "route"));
		output("kernel-routes.txt", "routes as the kernel has them, addresses in hexadecimal",
				Command.of("cat", "/proc/net/route"));
		output("sockets.txt", "sockets that listen", Command.of("ss", "-ltn"));
		names.stream().limit(MOST_NAMES).filter(HostWords::isName).forEach((name) -> {
			String folder = "network/" + name + "/";
			output(folder + "getent.txt", "what the name stands for there", Command.of("getent", "hosts", name));
			output(folder + "nslookup.txt", "what DNS says there", Command.of("nslookup", "-timeout=5", name));
			output(folder + "ping.txt", "latency from there", Command.of("ping", "-c", "5", "-w", "10", name));
			output(folder + "traceroute.txt", "way from there",
					Command.of("traceroute", "-n", "-m", "12", "-q", "1", "-w", "2", name));
		});
	}

	/** No option: the programs would take it for one. */
	private static boolean isName(String name) {
		return name.matches("[A-Za-z0-9_:][A-Za-z0-9._:-]*");
	}

}
