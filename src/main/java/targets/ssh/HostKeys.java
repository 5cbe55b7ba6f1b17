package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.KeyProfile;
import domain.profile.TargetProfile;
import domain.secret.SecretRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import secrets.Mask;
import targets.IssuedKeys;

/**
 * Keys in files of hosts. All of it is done by a script on the host, which alone sees a
 * value: what comes back is the key's name or a fingerprint. What the run has issued and
 * what was there before is kept there, in {@code ~/.holdfast/secrets/RUN} for the SSH
 * user only, until one of the two is ended.
 */
@Component
class HostKeys implements IssuedKeys {

	/** What the script itself refuses. */
	private static final int REFUSED = 64;

	private static final Duration SHORT = Duration.ofMinutes(1);

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private final SshHosts hosts;

	HostKeys(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public boolean takes(TargetProfile.Kind kind) {
		return kind != TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public String current(SecretRequest request) {
		return said(request, "current", List.of(), NOBODY_WAITS);
	}

	@Override
	public String bringNextIntoUse(SecretRequest request, Runnable alive) {
		KeyProfile key = request.secret().key();
		String next = said(request, "issue", operation(key.issue(), request), alive);
		if (!key.prove().isEmpty()) {
			said(request, "try", operation(key.prove(), request), alive);
		}
		said(request, "write", List.of(), alive);
		return next;
	}

	@Override
	public void prove(SecretRequest request, Runnable alive) {
		said(request, "prove", operation(request.secret().key().prove(), request), alive);
	}

	@Override
	public boolean putOldBack(SecretRequest request, Runnable alive) {
		return !said(request, "back", List.of(), alive).isEmpty();
	}

	@Override
	public void discardNext(SecretRequest request, Runnable alive) {
		said(request, "discard", operation(request.secret().key().revoke(), request), alive);
	}

	@Override
	public void revokeOld(SecretRequest request, Runnable alive) {
		said(request, "revoke", operation(request.secret().key().revoke(), request), alive);
	}

	private static List<String> operation(List<String> program, SecretRequest request) {
		return program.stream().map((word) -> word.replace("{operation}", request.operation())).toList();
	}

	private String said(SecretRequest request, String action, List<String> program, Runnable alive) {
		Host host = this.hosts.host(request.place());
		if (request.place().hostName() != null || request.place().kind() == TargetProfile.Kind.SYSTEMD) {
			host.confirmIdentity(alive);
		}
		KeyProfile key = request.secret().key();
		List<String> arguments = new ArrayList<>(List.of(action, request.operation(), request.secret().file(),
				key.name(), Objects.requireNonNullElse(key.idName(), "")));
		arguments.addAll(program);
		Command command = Scripts.command(Scripts.KEY, arguments.toArray(String[]::new));
		String directory = request.place().directory();
		Answer answer = host.run((directory == null) ? command : command.in(directory),
				program.isEmpty() ? SHORT : key.within(), alive);
		if (!answer.succeeded()) {
			throw failure(request, host, action, answer);
		}
		return answer.output().strip();
	}

	/**
	 * The script leaves out what repeats the value; what only looks like one goes here.
	 */
	private static RuntimeException failure(SecretRequest request, Host host, String action, Answer answer) {
		String words = "host %s: secret %s, %s: %s".formatted(host.place(), request.secret().name(), action,
				Mask.byForm().apply(answer.lastWords()));
		if (answer.exitCode() == Scripts.CUT_SHORT) {
			return new TransientFailure(words, null);
		}
		FailureKind kind = (answer.exitCode() == REFUSED) ? FailureKind.CONFLICT : FailureKind.NOT_VERIFIED;
		return new PermanentFailure(answer.diskFull() ? FailureKind.NO_SPACE : kind, words);
	}

}
