package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.ProbeResult;
import domain.profile.ModelProbe;
import domain.profile.ModelProfile;
import domain.release.DeployRequest;
import java.util.List;
import java.util.stream.Stream;
import targets.ssh.Answer;
import targets.ssh.Command;
import targets.ssh.DetachedOperation;
import targets.ssh.Host;

/** Measures model files by the profile's commands. */
final class ModelProbing {

	private final DeployRequest request;

	private final Host host;

	private final Runnable alive;

	ModelProbing(DeployRequest request, Host host, Runnable alive) {
		this.request = request;
		this.host = host;
		this.alive = alive;
	}

	/**
	 * Accuracy, then latency.
	 * @param when tells this measurement of a file from others in the run
	 */
	List<ProbeResult> measure(String when, String file) {
		ModelProfile model = this.request.how().model();
		return Stream
			.of(measure("accuracy", when, model.accuracy(), file), measure("latency", when, model.latency(), file))
			.toList();
	}

	private ProbeResult measure(String what, String when, ModelProbe probe, String file) {
		Command command = command(probe, file);
		Answer answer = this.host.runDetached(operation(what, when), command, probe.within(), this.alive);
		if (!answer.succeeded()) {
			throw this.host.failure(FailureKind.NOT_VERIFIED, command, answer);
		}
		double number = number(what, answer.output());
		return new ProbeResult(what, probe.good(number), (number + " " + probe.unit()).strip(), probe.limits());
	}

	private double number(String what, String output) {
		String[] words = output.strip().split("\\s+");
		try {
			return Double.parseDouble(words[words.length - 1]);
		}
		catch (NumberFormatException unreadable) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					"host %s: the %s probe of %s ended its output with '%s', which is no number. Correct deploy.model.%s.command in the profile."
						.formatted(this.host.place(), what, this.request.workload().component(),
								words[words.length - 1], what));
		}
	}

	/** Measurements that nobody waits for any more. */
	void end(String when, String file) {
		ModelProfile model = this.request.how().model();
		this.host.endDetached(operation("accuracy", when), command(model.accuracy(), file), this.alive);
		this.host.endDetached(operation("latency", when), command(model.latency(), file), this.alive);
	}

	private Command command(ModelProbe probe, String file) {
		return Command.of(probe.command().stream().map((word) -> word.replace("{{file}}", file)).toList())
			.in(this.request.workload().target().directory());
	}

	private String operation(String what, String when) {
		return DetachedOperation.name(this.request.run().runId(),
				this.request.workload().component() + " " + what + " " + when);
	}

}
