package probes.hosts;

import domain.probe.Finding;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.List;

/** One kind of question to a host: what to run there, and what the output means. */
interface HostQuestion {

	/** Program and arguments. */
	List<String> command(Probe probe, TargetProfile host);

	/** What its output means, when it ended with code 0. */
	Finding read(Probe probe, String output);

	/** What it means that the program ended with another code: it could not be asked. */
	default Finding failed(Probe probe, int exitCode, String words) {
		return new Finding.Unasked(words);
	}

}
