package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TargetProfile;
import domain.secret.SecretRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import secrets.Seal;
import targets.SecretPlaces;

/**
 * Logins in files of hosts. What was there is kept beside the file, encrypted and for its
 * owner only.
 */
@Component
class HostSecretPlaces implements SecretPlaces {

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private static final int LIMIT = 1 << 16;

	private static final Duration SHORT = Duration.ofSeconds(30);

	private final SshHosts hosts;

	private final Seal seal;

	HostSecretPlaces(SshHosts hosts, Seal seal) {
		this.hosts = hosts;
		this.seal = seal;
	}

	@Override
	public boolean takes(TargetProfile.Kind kind) {
		return kind != TargetProfile.Kind.KUBERNETES;
	}

	private Host host(SecretRequest request) {
		Host host = this.hosts.host(request.place());
		if (request.place().hostName() != null || request.place().kind() == TargetProfile.Kind.SYSTEMD) {
			host.confirmIdentity(NOBODY_WAITS);
		}
		return host;
	}

	private static HostConfigurationFile file(Host host, SecretRequest request) {
		HostConfigurationFile file = HostConfigurationFile.read(host, request.secret().file(), NOBODY_WAITS);
		if (!file.there()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND, "host %s has no %s: correct 'file' of secret '%s'."
				.formatted(host.place(), request.secret().file(), request.secret().name()));
		}
		return file;
	}

	private static EnvironmentFile lines(HostConfigurationFile file) {
		return new EnvironmentFile(new String(file.content(), StandardCharsets.UTF_8));
	}

	@Override
	public Map<String, String> read(SecretRequest request) {
		Map<String, String> values = new TreeMap<>(lines(file(host(request), request)).values());
		values.replaceAll((name, value) -> unquoted(value));
		return values;
	}

	private static String unquoted(String value) {
		boolean quoted = value.length() > 1 && "\"'".indexOf(value.charAt(0)) >= 0
				&& value.charAt(value.length() - 1) == value.charAt(0);
		return quoted ? value.substring(1, value.length() - 1) : value;
	}

	@Override
	public void keepCopy(SecretRequest request) {
		Host host = host(request);
		if (sealed(host, request).isEmpty()) {
			Map<String, String> login = new TreeMap<>(lines(file(host, request)).values());
			login.keySet().retainAll(List.of(request.secret().userKey(), request.secret().passwordKey()));
			String text = new EnvironmentFile("").edited(login, List.of()).text();
			host.writeFile(HostFile.at(copy(request)), this.seal.close(text, request.secret().copyKey(), bound(request))
				.getBytes(StandardCharsets.US_ASCII), NOBODY_WAITS);
		}
	}

	private static String copy(SecretRequest request) {
		return request.secret().file() + ".holdfast-before-" + request.operation();
	}

	private static String bound(SecretRequest request) {
		return "file " + request.place().name() + ":" + request.secret().file();
	}

	private static Optional<String> sealed(Host host, SecretRequest request) {
		return host.readFile(HostFile.at(copy(request)), LIMIT, NOBODY_WAITS)
			.map((bytes) -> new String(bytes, StandardCharsets.US_ASCII));
	}

	@Override
	public void write(SecretRequest request, String user, char[] value) {
		change(request, Map.of(request.secret().userKey(), user, request.secret().passwordKey(), new String(value)));
	}

	private void change(SecretRequest request, Map<String, String> values) {
		Host host = host(request);
		HostConfigurationFile file = file(host, request);
		byte[] content = lines(file).edited(values, List.of()).text().getBytes(StandardCharsets.UTF_8);
		new HostConfigurationFile(file.path(), file.mode(), file.owner(), content).write(host, NOBODY_WAITS);
	}

	@Override
	public boolean putBack(SecretRequest request) {
		Optional<String> kept = sealed(host(request), request);
		kept.map((text) -> this.seal.open(text, request.secret().copyKey(), bound(request)))
			.ifPresent((text) -> change(request, new EnvironmentFile(text).values()));
		return kept.isPresent();
	}

	@Override
	public boolean dropCopy(SecretRequest request) {
		Host host = host(request);
		boolean there = sealed(host, request).isPresent();
		host.demand(Command.of("rm", "-f", "--", copy(request)), SHORT, FailureKind.FORBIDDEN, NOBODY_WAITS);
		return there;
	}

}
