package probes.hosts;

import domain.probe.Finding;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program whose exit code counts, and with limits the first number that it writes. */
final class ScriptQuestion implements HostQuestion {

	private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

	/** What a shell answers for a program that is not there or may not be run. */
	private static final List<Integer> NOT_RUN = List.of(126, 127);

	@Override
	public List<String> command(Probe probe, TargetProfile host) {
		return probe.command();
	}

	@Override
	public Finding read(Probe probe, String output) {
		String first = output.lines().findFirst().orElse("");
		boolean limited = probe.atMost() != null || probe.atLeast() != null || probe.degradedAtMost() != null
				|| probe.degradedAtLeast() != null;
		if (!limited) {
			return new Finding.Measured(0, "", first);
		}
		Matcher number = NUMBER.matcher(output);
		return number.find() ? new Finding.Measured(Double.parseDouble(number.group()), "", first)
				: new Finding.Unasked(probe.command().getFirst() + " wrote no number: " + output);
	}

	@Override
	public Finding failed(Probe probe, int exitCode, String words) {
		return NOT_RUN.contains(exitCode) ? new Finding.Unasked(words) : new Finding.Broken(words);
	}

}
