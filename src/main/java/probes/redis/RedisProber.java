package probes.redis;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import probes.Causes;
import probes.Places;
import probes.Prober;
import probes.Stopwatch;
import secrets.Secrets;

/** Connects to Redis and asks PING or INFO. */
@Component
class RedisProber implements Prober {

	private static final int USUAL_PORT = 6379;

	private final Secrets secrets;

	/** Threads for all questions; connections are made for each. */
	private ClientResources threads;

	RedisProber(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.REDIS;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) {
		StoreProfile store = Places.store(probe, around);
		String place = Places.address(store, USUAL_PORT);
		RedisClient client = RedisClient.create(threads(), uri(probe, store));
		client.setOptions(ClientOptions.builder()
			.autoReconnect(false)
			.socketOptions(SocketOptions.builder().connectTimeout(probe.within()).build())
			.timeoutOptions(TimeoutOptions.enabled(probe.within()))
			.build());
		try {
			return ask(probe, place, client);
		}
		catch (RedisException failure) {
			return refused(place, store, failure);
		}
		finally {
			client.shutdownAsync();
		}
	}

	private static Finding ask(Probe probe, String place, RedisClient client) {
		Stopwatch watch = new Stopwatch();
		try (StatefulRedisConnection<String, String> connection = client.connect()) {
			if (probe.field() == null) {
				connection.sync().ping();
				return Finding.took(watch.time(), place + " answers PING");
			}
			return Information.of(connection.sync().info()).judge(probe, place);
		}
	}

	private static Finding refused(String place, StoreProfile store, RedisException failure) {
		RedisCommandExecutionException answer = Causes.first(RedisCommandExecutionException.class, failure);
		if (answer == null) {
			return new Finding.Broken(place + ": " + Causes.words(failure));
		}
		String words = place + " answers " + answer.getMessage();
		if (words.contains(" NOAUTH") || words.contains(" WRONGPASS") || words.contains(" NOPERM")) {
			return new Finding.Unasked(words + (store.password() == null ? "; the profile gives no password"
					: "; is what stands behind " + store.password() + " right?"));
		}
		return new Finding.Broken(words);
	}

	private RedisURI uri(Probe probe, StoreProfile store) {
		RedisURI.Builder uri = RedisURI.builder()
			.withHost(Places.host(store))
			.withPort(Places.port(store, USUAL_PORT))
			.withSsl(store.tls())
			.withClientName("holdfast")
			.withTimeout(probe.within());
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
	synchronized void close() {
		if (threads != null) {
			threads.shutdown(0, Duration.ofSeconds(2).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
			threads = null;
		}
	}

}
