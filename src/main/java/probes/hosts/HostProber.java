package probes.hosts;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.List;
import probes.Prober;
import targets.HostCommands;

/** Runs one kind of question on a host. */
final class HostProber implements Prober {

	private final Probe.Kind kind;

	private final HostQuestion question;

	private final HostCommands hosts;

	HostProber(Probe.Kind kind, HostQuestion question, HostCommands hosts) {
		this.kind = kind;
		this.question = question;
		this.hosts = hosts;
	}

	@Override
	public Probe.Kind kind() {
		return kind;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) {
		TargetProfile host = around.target(probe.target())
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, "there is no target " + probe.target()));
		List<String> command = question.command(probe, host);
		return read(question, probe, host.host(), command, hosts.run(host, command, probe.within()));
	}

	/** What it means that a command said this at a place. */
	static Finding read(HostQuestion question, Probe probe, String place, List<String> command,
			HostCommands.Said said) {
		if (said.exitCode() == 0) {
			return question.read(probe, said.output());
		}
		String errors = said.errors().isBlank() ? said.output() : said.errors();
		return question.failed(probe, said.exitCode(), place + ": " + command.getFirst() + " ended with code "
				+ said.exitCode() + (errors.isBlank() ? "" : ": " + errors.strip()));
	}

}
