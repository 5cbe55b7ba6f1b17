package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.future.VerifiableFuture;
import org.apache.sshd.common.future.WaitableFuture;
import org.apache.sshd.common.util.security.SecurityUtils;
import secrets.Secrets;

/** Opens an authenticated session with a host whose key is the pinned one. */
final class Opening {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Pattern REFERENCE = Pattern.compile("(env|file|kubernetes-secret):.*");

	private final SshClient client;

	private final Secrets secrets;

	private final Login login;

	Opening(SshClient client, Secrets secrets, Login login) {
		this.client = client;
		this.secrets = secrets;
		this.login = login;
	}

	/**
	 * Connects and logs in.
	 * @param alive called about every second; what it throws ends the attempt
	 */
	ClientSession open(Runnable alive) {
		KeyPair key = key();
		HostKeyCheck check = HostKeyCheck.of(this.login, pin());
		ClientSession session = null;
		boolean open = false;
		try {
			session = connect(check, alive);
			session.addPublicKeyIdentity(key);
			verify(session.auth(), alive);
			open = true;
			return session;
		}
		catch (IOException refused) {
			throw check.refusal().map(RuntimeException.class::cast).orElseGet(() -> failure(refused, key));
		}
		finally {
			if (!open && session != null) {
				session.close(true);
			}
		}
	}

	private ClientSession connect(HostKeyCheck check, Runnable alive) throws IOException {
		ConnectFuture connecting = this.client.connect(this.login.user(), this.login.host(), this.login.port(),
				AttributeRepository.ofKeyValuePair(HostKeyCheck.ATTRIBUTE, check), null);
		boolean connected = false;
		try {
			ClientSession session = verify(connecting, alive).getSession();
			connected = true;
			return session;
		}
		finally {
			if (!connected) {
				connecting.cancel();
			}
		}
	}

	private static <T extends WaitableFuture & VerifiableFuture<T>> T verify(T future, Runnable alive)
			throws IOException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!future.await(Duration.ofSeconds(1)) && System.nanoTime() < deadline) {
			alive.run();
		}
		return future.verify(Duration.ofMillis(1));
	}

	private String pin() {
		String given = this.login.hostKey();
		return (given != null && REFERENCE.matcher(given).matches()) ? this.secrets.resolve(given) : given;
	}

	private KeyPair key() {
		byte[] text = (this.secrets.resolve(this.login.key()) + "\n").getBytes(StandardCharsets.UTF_8);
		try {
			Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(this.login.key()),
					new ByteArrayInputStream(text), FilePasswordProvider.EMPTY);
			Iterator<KeyPair> found = (pairs == null) ? Collections.emptyIterator() : pairs.iterator();
			if (found.hasNext()) {
				return found.next();
			}
		}
		catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
			// Its text may repeat the key.
			throw unusable(" (" + unreadable.getClass().getSimpleName() + ")");
		}
		throw unusable("");
	}

	private PermanentFailure unusable(String why) {
		return new PermanentFailure(FailureKind.PROFILE, Said.of(
				"the secret behind '%s' is no private key that can be used for %s%s: give one as ssh-keygen makes it, without a passphrase.",
				"o segredo por trás de '%s' não é uma chave privada utilizável para %s%s: dê uma como ssh-keygen faz, sem frase secreta.",
				this.login.key(), this.login.place(), why));
	}

	private RuntimeException failure(IOException refused, KeyPair key) {
		int code = disconnectCode(refused);
		if (code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
			return new PermanentFailure(FailureKind.FORBIDDEN, Said.of(
					"host %s refuses our key (%s): allow it there in the user's ~/.ssh/authorized_keys, with the line %s",
					"o servidor %s recusa a nossa chave (%s): permita-a lá em ~/.ssh/authorized_keys do usuário, com a linha %s",
					this.login.place(), this.login.key(), PublicKeyEntry.toString(key.getPublic())), refused);
		}
		if (code == SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED) {
			return new PermanentFailure(FailureKind.CONFLICT, Said.of(
					"host %s and we have no way of a key exchange in common, or it has no key of the pinned kind: %s",
					"o servidor %s e nós não temos troca de chaves em comum, ou ele não tem chave do tipo fixado: %s",
					this.login.place(), refused.getMessage()), refused);
		}
		return new TransientFailure(Said.of("host %s cannot be reached: %s", "o servidor %s não pode ser alcançado: %s",
				this.login.place(), reason(refused)), refused);
	}

	private static int disconnectCode(Throwable refused) {
		return Optional.ofNullable(refused)
			.filter(SshException.class::isInstance)
			.map((cause) -> ((SshException) cause).getDisconnectCode())
			.filter((code) -> code != 0)
			.orElseGet(() -> (refused == null || refused.getCause() == null) ? 0 : disconnectCode(refused.getCause()));
	}

	private static String reason(Throwable refused) {
		Throwable cause = refused;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return (cause.getMessage() == null) ? cause.getClass().getSimpleName() : cause.getMessage();
	}

}
