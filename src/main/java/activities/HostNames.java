package activities;

import domain.diagnosis.ArchiveRequest;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import domain.profile.TargetProfile;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every host that a system's profile names, and what its name stands for here. */
final class HostNames {

	private static final int SECONDS = 10;

	private final ArchiveRequest request;

	HostNames(ArchiveRequest request) {
		this.request = request;
	}

	/** A line for each host, all resolved side by side. */
	String resolved(Runnable alive) {
		List<CompletableFuture<String>> lines = hosts().stream()
			.map(host -> SideBySide.ask(() -> line(host))
				.completeOnTimeout(host + ": no answer within " + SECONDS + " s", SECONDS, TimeUnit.SECONDS))
			.toList();
		alive.run();
		return lines.stream().map(line -> SideBySide.answer(line) + "\n").collect(Collectors.joining());
	}

	/** Each once, in the order of the alphabet. */
	List<String> hosts() {
		var around = request.surroundings();
		Stream<String> watched = around.monitoring() == null ? Stream.empty()
				: Stream.of(around.monitoring().prometheus(), around.monitoring().alertmanager()).map(HostNames::host);
		return Stream
			.of(around.stores().stream().map(StoreProfile::host), around.targets().stream().map(TargetProfile::host),
					request.probes().stream().map(Probe::host),
					request.probes().stream().map(Probe::url).map(HostNames::host), watched)
			.flatMap(hosts -> hosts)
			.filter(Objects::nonNull)
			.distinct()
			.sorted()
			.toList();
	}

	private static String host(String address) {
		return address == null ? null : URI.create(address).getHost();
	}

	private static String line(String host) {
		try {
			return host + ": "
					+ Arrays.stream(InetAddress.getAllByName(host))
						.map(InetAddress::getHostAddress)
						.collect(Collectors.joining(", "));
		}
		catch (UnknownHostException unknown) {
			return host + ": does not resolve (" + unknown.getMessage() + ")";
		}
	}

}
