package targets.ssh;

import domain.backup.Place;
import domain.backup.Source;
import domain.drill.Canary;
import domain.profile.CanaryRow;
import domain.profile.IntegrityCheck;
import domain.profile.ProtectedStore;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import stores.Comparisons;
import stores.Drilled;

/**
 * A canary in a folder of a host: a file of its own in it that holds the moment, by the
 * host's clock.
 */
@Component
class FilesCanary implements Drilled {

	private static final int LIMIT = 1 << 10;

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private final SshHosts hosts;

	FilesCanary(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.FILES;
	}

	@Override
	public Canary stamp(Source source, CanaryRow canary, String name) {
		Host host = hosts.host(source.target());
		String folder = FilePlaces.live(source);
		Instant now = new HostFolder(host, folder, NOBODY_WAITS).now();
		byte[] content = "%s %s\n".formatted(name, now).getBytes(StandardCharsets.UTF_8);
		host.writeFile(HostFile.at(folder + "/" + canary.table()).mode("0644"), content, NOBODY_WAITS);
		return new Canary(name, now, null);
	}

	@Override
	public Canary newest(Source source, CanaryRow canary, Place place) {
		Host host = hosts.host(source.target());
		String file = (place == null ? FilePlaces.live(source) : place.name()) + "/" + canary.table();
		return host.readFile(HostFile.at(file), LIMIT, NOBODY_WAITS)
			.map(content -> new String(content, StandardCharsets.UTF_8).strip())
			.map(text -> read(text).orElseGet(() -> Canary.none(file + " holds no moment")))
			.orElseGet(() -> Canary.none(file + " is not there"));
	}

	private static Optional<Canary> read(String text) {
		String[] words = text.split(" ");
		if (words.length != 2) {
			return Optional.empty();
		}
		try {
			return Optional.of(new Canary(words[0], Instant.parse(words[1]), null));
		}
		catch (DateTimeException somethingElse) {
			return Optional.empty();
		}
	}

	/** Files answer nobody, and a profile cannot ask: its rules refuse it. */
	@Override
	public Comparisons ask(Source source, Place place, List<IntegrityCheck> questions) {
		return new Comparisons(List.of());
	}

}
