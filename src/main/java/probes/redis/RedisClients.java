package probes.redis;

import domain.profile.StoreProfile;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import probes.Places;
import secrets.Secrets;

/** Clients of Redis stores, one for each question; their threads are shared. */
@Component
public class RedisClients {

	private static final int USUAL_PORT = 6379;

	private final Secrets secrets;

	private ClientResources threads;

	public RedisClients(Secrets secrets) {
		this.secrets = secrets;
	}

	/** Host and port, for messages. */
	public static String place(StoreProfile store) {
		return Places.address(store, USUAL_PORT);
	}

	/** A client that gives up after this time; whoever asked shuts it down. */
	public RedisClient open(StoreProfile store, Duration within) {
		RedisClient client = RedisClient.create(threads(), uri(store, within));
		client.setOptions(ClientOptions.builder()
			.autoReconnect(false)
			.socketOptions(SocketOptions.builder().connectTimeout(within).build())
			.timeoutOptions(TimeoutOptions.enabled(within))
			.build());
		return client;
	}

	private RedisURI uri(StoreProfile store, Duration within) {
		RedisURI.Builder uri = RedisURI.builder()
			.withHost(Places.host(store))
			.withPort(Places.port(store, USUAL_PORT))
			.withSsl(store.tls())
			.withClientName("holdfast")
			.withTimeout(within);
		if (store.password() != null) {
			char[] password = secrets.resolve(store.password()).toCharArray();
			if (store.user() == null) {
				uri.withPassword(password);
			}
			else {
				uri.withAuthentication(store.user(), password);
			}
		}
		return uri.build();
	}

	private synchronized ClientResources threads() {
		if (threads == null) {
			threads = DefaultClientResources.create();
		}
		return threads;
	}

	@PreDestroy
	public synchronized void close() {
		if (threads != null) {
			threads.shutdown(0, Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
			threads = null;
		}
	}

}
