package targets.ssh;

import domain.profile.TargetProfile;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.springframework.stereotype.Component;
import secrets.Secrets;

/**
 * Hosts reached by SSH. All commands for a host go through one authenticated connection,
 * opened by the first one, opened again after it was lost, and closed when it was not
 * used for minutes. Neither the worker's own SSH configuration nor its agent nor its
 * known hosts are looked at: the profile says everything.
 */
@Component
public final class SshHosts {

	private static final Duration IDLE = Duration.ofMinutes(5);

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

	private final Secrets secrets;

	private final Map<Login, Connection> connections = new ConcurrentHashMap<>();

	private SshClient client;

	private ScheduledExecutorService sweeper;

	public SshHosts(Secrets secrets) {
		this.secrets = secrets;
	}

	/**
	 * The host of a target; nothing is sent to it yet.
	 * @throws domain.failure.PermanentFailure kind {@code PROFILE} when the profile lacks
	 * the host, the user or the key
	 */
	public Host host(TargetProfile target) {
		Login login = Login.of(target);
		return new Host(target, login, this.connections.computeIfAbsent(login, this::connection));
	}

	private Connection connection(Login login) {
		return new Connection(login.place(), (alive) -> new Opening(client(), this.secrets, login).open(alive));
	}

	private synchronized SshClient client() {
		if (this.client == null) {
			this.client = makeClient();
			this.client.start();
			this.sweeper = Executors
				.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("ssh-idle").factory());
			this.sweeper.scheduleWithFixedDelay(
					() -> this.connections.values().forEach((connection) -> connection.closeWhenIdle(IDLE)), 1, 1,
					TimeUnit.MINUTES);
		}
		return this.client;
	}

	private static SshClient makeClient() {
		SshClient client = SshClient.setUpDefaultClient();
		client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
		client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
		client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
		client.setServerKeyVerifier((session, address, key) -> check(session).accepts(key));
		client.addSessionListener(new SessionListener() {
			@Override
			public void sessionNegotiationOptionsCreated(Session session, Map<KexProposalOption, String> proposal) {
				proposal.computeIfPresent(KexProposalOption.SERVERKEYS,
						(option, algorithms) -> check((ClientSession) session).narrow(algorithms));
			}
		});
		// A peer that is gone without a word is noticed after three silent intervals.
		CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, KEEP_ALIVE);
		CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 2);
		// Small packets in turn: without it each waits for the other side's delayed
		// answer.
		CoreModuleProperties.TCP_NODELAY.set(client, true);
		// Commands may be silent for long; idle connections are closed by the sweeper.
		CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
		return client;
	}

	private static HostKeyCheck check(ClientSession session) {
		return session.getConnectionContext().getAttribute(HostKeyCheck.ATTRIBUTE);
	}

	@PreDestroy
	public synchronized void close() {
		this.connections.values().forEach(Connection::close);
		if (this.client != null) {
			this.sweeper.shutdownNow();
			this.client.stop();
			this.client = null;
		}
	}

}
