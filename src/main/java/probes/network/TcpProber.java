package probes.network;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;
import probes.Prober;
import probes.Stopwatch;

/** Connects to a port and lets go again. */
@Component
class TcpProber implements Prober {

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.TCP;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) throws IOException {
		InetSocketAddress address = new InetSocketAddress(probe.host(), probe.port());
		String place = probe.host() + ":" + probe.port();
		if (address.isUnresolved()) {
			throw new UnknownHostException(place + " cannot be found: its name does not resolve");
		}
		Stopwatch watch = new Stopwatch();
		try (Socket socket = new Socket()) {
			socket.connect(address, Math.toIntExact(probe.within().toMillis()));
			return Finding.took(watch.time(), place + " takes connections");
		}
		catch (IOException refused) {
			throw new IOException(place + ": " + refused.getMessage(), null);
		}
	}

}
