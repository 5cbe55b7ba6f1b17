package probes.network;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import probes.Prober;
import targets.ClusterCommands;
import targets.HostCommands.Said;

/**
 * Whether one component takes another one's certificate, and nobody without one: asked
 * twice by curl from inside a pod of the mesh, with the identity and without it. Runbook
 * A calls a script for it ({@code test-mtls-connectivity.sh}) that it does not show.
 */
@Component
class MutualTlsProber implements Prober {

	private static final Pattern ANSWER = Pattern.compile("(\\d{3}) (\\d+(?:\\.\\d+)?)\\s*$");

	/** What a shell answers for a program that is not there or may not be run. */
	private static final List<Integer> NOT_RUN = List.of(126, 127);

	/**
	 * curl's codes of a connection that the other side did not want: TLS alert, nothing
	 * answered, not sent, not received (https://curl.se/docs/manpage.html#EXIT).
	 */
	private static final List<Integer> TURNED_AWAY = List.of(35, 52, 55, 56);

	/**
	 * With these an HTTP server says that a certificate is missing or not wanted; 495 and
	 * 496 are nginx's own.
	 */
	private static final List<Integer> DENIED = List.of(400, 401, 403, 495, 496);

	private final ClusterCommands clusters;

	MutualTlsProber(ClusterCommands clusters) {
		this.clusters = clusters;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.MUTUAL_TLS;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) {
		TargetProfile place = around.target(probe.target())
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, "there is no target " + probe.target()));
		Said with = clusters.inPod(place, probe.from(), probe.container(), curl(probe, true), half(probe));
		Optional<Finding> bad = refusedWith(probe, with);
		if (bad.isPresent()) {
			return bad.get();
		}
		String outside = probe.outside() == null ? probe.container() : probe.outside();
		Said without = clusters.inPod(place, probe.from(), outside, curl(probe, false), half(probe));
		return judge(probe, with, without);
	}

	private static Duration half(Probe probe) {
		return probe.within().dividedBy(2);
	}

	private static List<String> curl(Probe probe, boolean identified) {
		List<String> arguments = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--output", "/dev/null",
				"--max-time", Double.toString(half(probe).toMillis() / 1000.0), "--write-out",
				"%{http_code} %{time_total}", "--url", probe.url()));
		if (probe.authority() != null) {
			arguments.addAll(List.of("--cacert", probe.authority()));
		}
		if (identified && probe.certificate() != null) {
			arguments.addAll(List.of("--cert", probe.certificate(), "--key", probe.key()));
		}
		return arguments;
	}

	private static Optional<Finding> refusedWith(Probe probe, Said with) {
		String words = probe.from() + " to " + probe.url();
		if (NOT_RUN.contains(with.exitCode())) {
			return Optional.of(new Finding.Unasked(words + ": there is no curl in the container: " + text(with)));
		}
		int status = status(with);
		if (with.exitCode() != 0 || DENIED.contains(status)) {
			return Optional
				.of(new Finding.Broken("%s: not taken with its own certificate (curl ended with %d, HTTP %d): %s"
					.formatted(words, with.exitCode(), status, text(with))));
		}
		return Optional.empty();
	}

	private static Finding judge(Probe probe, Said with, Said without) {
		String words = probe.from() + " to " + probe.url();
		int status = status(without);
		if (TURNED_AWAY.contains(without.exitCode()) || without.exitCode() == 0 && DENIED.contains(status)) {
			Matcher answer = ANSWER.matcher(with.output());
			return answer.find()
					? new Finding.Measured(Double.parseDouble(answer.group(2)), "s",
							words + ": taken with its certificate, turned away without")
					: new Finding.Unasked(words + ": curl did not say how long it took: " + text(with));
		}
		if (without.exitCode() == 0) {
			return new Finding.Broken(
					"%s: a client without a certificate is taken as well (HTTP %d): the TLS is not mutual"
						.formatted(words, status));
		}
		return new Finding.Unasked(
				"%s: what happens to a client without a certificate is not known (curl ended with %d): %s"
					.formatted(words, without.exitCode(), text(without)));
	}

	private static int status(Said said) {
		Matcher answer = ANSWER.matcher(said.output());
		return answer.find() ? Integer.parseInt(answer.group(1)) : 0;
	}

	private static String text(Said said) {
		return (said.output() + " " + said.errors()).strip();
	}

}
