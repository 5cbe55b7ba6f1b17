package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Free loopback ports, none handed out twice by one JVM. */
public final class Ports {

	private static final Set<Integer> GIVEN = new HashSet<>();

	private Ports() {
	}

	public static synchronized int free() {
		try {
			int port;
			do {
				try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
					port = socket.getLocalPort();
				}
			}
			while (!GIVEN.add(port));
			return port;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No free loopback port could be found", ex);
		}
	}

}
