package stores.redis;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.StoreProfile;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import probes.redis.RedisClients;
import stores.Progress;

/** What a Redis is asked and told when it is backed up or restored. */
final class RedisServer {

	private static final Duration ANSWER = Duration.ofSeconds(20);

	private static final long PAUSE = 200;

	private final RedisClients clients;

	private final StoreProfile store;

	private final Duration within;

	private final Progress progress;

	RedisServer(RedisClients clients, StoreProfile store, Duration within, Progress progress) {
		this.clients = clients;
		this.store = store;
		this.within = within;
		this.progress = progress;
	}

	String place() {
		return "Redis at " + RedisClients.place(store);
	}

	/** Only a master that is no part of a cluster is backed up and restored alone. */
	void requireAlone() {
		Map<String, String> about = information();
		if (!"master".equals(about.get("role")) || "1".equals(about.get("cluster_enabled"))) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"%s is a replica or part of a cluster: a dump of it cannot be restored alone. Name the master of one that is no cluster as the store.",
					"%s é uma réplica ou parte de um cluster: um dump dele não pode ser restaurado sozinho. Indique como armazenamento o master de um que não seja cluster.",
					place()));
		}
	}

	/**
	 * Has it save and waits until that is done, and done well.
	 * @return the moment from which on nothing need be in the dump
	 */
	Instant save() {
		await(Said.of("it saves", "ele salva"), answers -> answers.get("rdb_bgsave_in_progress").equals("0"));
		// LASTSAVE counts seconds: only a later second tells this one from the one
		// before.
		long before = ask(commands -> commands.lastsave().toInstant().getEpochSecond());
		Instant moment = time();
		while (moment.getEpochSecond() <= before) {
			pause("it may save again");
			moment = time();
		}
		try {
			ask(RedisCommands::bgsave);
		}
		catch (PermanentFailure refused) {
			if (!refused.getMessage().contains("in progress")) {
				throw refused;
			}
			throw new TransientFailure(Said.of("%s saves for somebody else: %s", "%s está salvando para outro: %s",
					place(), refused.getMessage()), refused);
		}
		Map<String, String> ended = await(Said.of("it has saved", "ele salvou"),
				answers -> answers.get("rdb_bgsave_in_progress").equals("0"));
		long after = ask(commands -> commands.lastsave().toInstant().getEpochSecond());
		if (!ended.get("rdb_last_bgsave_status").equals("ok") || after <= before) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, Said.of(
					"%s could not save: rdb_last_bgsave_status is %s, LASTSAVE was %d and is %d. Its log says why.",
					"%s não conseguiu salvar: rdb_last_bgsave_status é %s, LASTSAVE era %d e é %d. O log dele diz por quê.",
					place(), ended.get("rdb_last_bgsave_status"), before, after));
		}
		return moment;
	}

	Instant time() {
		return Instant.ofEpochSecond(Long.parseLong(ask(RedisCommands::time).getFirst()));
	}

	/** Gives the key the present moment, by its own clock, in milliseconds. */
	Instant mark(String key) {
		return ask(commands -> {
			List<String> time = commands.time();
			Instant now = Instant
				.ofEpochMilli(Long.parseLong(time.getFirst()) * 1000 + Long.parseLong(time.getLast()) / 1000);
			commands.set(key, Long.toString(now.toEpochMilli()));
			return now;
		});
	}

	boolean appendOnly() {
		return "yes".equals(ask(commands -> commands.configGet("appendonly")).get("appendonly"));
	}

	/** Also for its next start: it must have a configuration file. */
	void appendOnly(boolean wanted) {
		ask(commands -> commands.configSet("appendonly", wanted ? "yes" : "no"));
		if (wanted) {
			await(Said.of("its append-only file is written", "o seu arquivo append-only está escrito"),
					answers -> answers.get("aof_rewrite_in_progress").equals("0")
							&& answers.get("aof_rewrite_scheduled").equals("0"));
		}
		try {
			ask(RedisCommands::configRewrite);
		}
		catch (PermanentFailure refused) {
			ask(commands -> commands.configSet("appendonly", wanted ? "no" : "yes"));
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"%s cannot be told to start without its append-only file, which it would load instead of the dump (%s). Start it with a configuration file that it may write.",
					"não se pode dizer a %s que inicie sem o seu arquivo append-only, que ele carregaria em vez do dump (%s). Inicie-o com um arquivo de configuração que ele possa escrever.",
					place(), refused.getMessage()), refused);
		}
	}

	boolean answers() {
		try {
			ask(RedisCommands::ping);
			return true;
		}
		catch (TransientFailure silent) {
			return false;
		}
	}

	void awaitSilence() {
		long deadline = deadline();
		while (answers()) {
			requireTime(deadline, Said.of("it does not stop", "não para"));
			pause("it stops");
		}
	}

	void awaitLoaded() {
		long deadline = deadline();
		while (!answers() || !information().get("loading").equals("0")) {
			requireTime(deadline, Said.of("it does not start and load", "não inicia e carrega"));
			pause("it loads");
		}
	}

	/** Number of keys by database, and of those that expire. */
	SortedMap<String, Long> keys() {
		SortedMap<String, Long> keys = new TreeMap<>();
		information().forEach((name, value) -> {
			if (name.matches("db\\d+")) {
				keys.put(name, number(value, "keys"));
				long expiring = number(value, "expires");
				if (expiring > 0) {
					keys.put(name + Dump.EXPIRING, expiring);
				}
			}
		});
		return keys;
	}

	private static long number(String words, String name) {
		return Long.parseLong(words.replaceFirst(".*\\b" + name + "=(\\d+).*", "$1"));
	}

	String version() {
		return information().get("redis_version");
	}

	private Map<String, String> information() {
		Map<String, String> answers = new TreeMap<>();
		ask(RedisCommands::info).lines()
			.filter(line -> line.contains(":"))
			.forEach(line -> answers.put(line.substring(0, line.indexOf(':')),
					line.substring(line.indexOf(':') + 1).strip()));
		return answers;
	}

	private Map<String, String> await(Said what, Predicate<Map<String, String>> wanted) {
		long deadline = deadline();
		Map<String, String> answers = information();
		while (!wanted.test(answers)) {
			requireTime(deadline, Said.of("not within its time: %s", "não no seu tempo: %s", what));
			pause(what.english());
			answers = information();
		}
		return answers;
	}

	private long deadline() {
		return System.nanoTime() + within.toNanos();
	}

	private void requireTime(long deadline, Said what) {
		if (System.nanoTime() > deadline) {
			throw new PermanentFailure(FailureKind.NOT_READY,
					Said.of("%s: %s (within %s)", "%s: %s (em %s)", place(), what, within));
		}
	}

	private void pause(String what) {
		progress.report("waiting until " + what + ": " + place());
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException stopping) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("the worker is stopping", stopping);
		}
	}

	private <T> T ask(Function<RedisCommands<String, String>, T> question) {
		RedisClient client = clients.open(store, ANSWER);
		try (StatefulRedisConnection<String, String> connection = client.connect()) {
			return question.apply(connection.sync());
		}
		catch (RedisCommandExecutionException refused) {
			throw refusal(refused);
		}
		catch (RedisException unreachable) {
			if (unreachable.getCause() instanceof RedisCommandExecutionException refused) {
				throw refusal(refused);
			}
			throw new TransientFailure(
					Said.of("%s does not answer: %s", "%s não responde: %s", place(), unreachable.getMessage()),
					unreachable);
		}
		finally {
			client.shutdownAsync();
		}
	}

	private RuntimeException refusal(RedisCommandExecutionException refused) {
		String words = place() + ": " + refused.getMessage();
		// It answers nothing else while it loads.
		return refused.getMessage().startsWith("LOADING") ? new TransientFailure(words, refused)
				: new PermanentFailure(FailureKind.FORBIDDEN, words, refused);
	}

}
