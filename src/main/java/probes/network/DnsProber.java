package probes.network;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import probes.Prober;
import probes.Stopwatch;

/**
 * Resolves a name as the worker's own system does. Java remembers an answer for half a
 * minute, a failure for ten seconds.
 */
@Component
class DnsProber implements Prober {

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.DNS;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) {
		Stopwatch watch = new Stopwatch();
		try {
			List<String> found = Arrays.stream(InetAddress.getAllByName(probe.host()))
				.map(InetAddress::getHostAddress)
				.toList();
			String words = probe.host() + " is " + String.join(", ", found);
			return probe.equals() == null || found.contains(probe.equals()) ? Finding.took(watch.time(), words)
					: new Finding.Broken(words + ", " + probe.equals() + " was expected");
		}
		catch (UnknownHostException unknown) {
			return new Finding.Broken(probe.host() + " does not resolve");
		}
	}

}
