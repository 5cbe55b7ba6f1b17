package stores.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Findings;
import domain.backup.Part;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.drill.Canary;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.CanaryRow;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import domain.profile.RedisProfile;
import domain.profile.StoreProfile;
import domain.run.Mode;
import domain.run.Run;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import local.Patience;
import local.Ports;
import local.SshServer;
import monitors.NoSecrets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probes.redis.RedisClients;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;
import stores.folder.Folders;
import targets.ssh.Hosts;

/** A real Redis with an append-only file, on a host behind a real OpenSSH server. */
class RedisEngineIT {

	private static final Progress SILENT = how -> {
	};

	private static final int PORT = Ports.free();

	@TempDir
	static Path folder;

	@TempDir
	Path vault;

	private static SshServer ssh;

	private static Hosts hosts;

	private static RedisClients clients;

	private static Path data;

	private String file = "dump.rdb";

	private List<String> start = startCommand();

	private final RedisEngine engine = new RedisEngine(clients, List.of(hosts.machines()));

	@BeforeAll
	static void start() throws IOException, InterruptedException {
		ssh = new SshServer(folder.resolve("ssh"));
		ssh.start();
		hosts = new Hosts(ssh);
		clients = new RedisClients(new NoSecrets());
		data = Files.createDirectories(folder.resolve("redis"));
		Files.writeString(data.resolve("redis.conf"), """
				bind 127.0.0.1
				port %d
				daemonize yes
				dir %s
				logfile %s/redis.log
				appendonly yes
				save 3600 1
				""".formatted(PORT, data, data));
		assertThat(new ProcessBuilder(startCommand()).start().waitFor()).isZero();
		Awaitility.await().atMost(Patience.LIMIT).ignoreExceptions().until(() -> ask(RedisCommands::ping) != null);
	}

	private static List<String> startCommand() {
		return List.of("redis-server", data.resolve("redis.conf").toString());
	}

	private static List<String> stopCommand() {
		return List.of("redis-cli", "-p", Integer.toString(PORT), "shutdown", "nosave");
	}

	@AfterAll
	static void stop() throws IOException, InterruptedException {
		new ProcessBuilder(stopCommand()).start().waitFor();
		clients.close();
		hosts.close();
		ssh.stop();
	}

	private static <T> T ask(Function<RedisCommands<String, String>, T> question) {
		RedisClient client = clients.open(store(), Duration.ofSeconds(20));
		try (var connection = client.connect()) {
			return question.apply(connection.sync());
		}
		finally {
			client.shutdown();
		}
	}

	private static void fill() {
		ask(redis -> {
			redis.flushall();
			for (int number = 0; number < 500; number++) {
				redis.set("decision:" + number, "x".repeat(number));
			}
			redis.setex("ticket", 3600, "a ticket that expires");
			redis.rpush("list", "a", "b");
			redis.sadd("set", "1", "2", "three");
			redis.zadd("sorted", 1.5, "one");
			redis.hset("hash", Map.of("field", "value"));
			redis.xadd("stream", Map.of("event", "paid"));
			redis.xgroupCreate(io.lettuce.core.XReadArgs.StreamOffset.from("stream", "0"), "workers");
			redis.select(2);
			return redis.set("other", "database");
		});
	}

	private static String late() {
		return ask(redis -> redis.get("late"));
	}

	@Test
	void aDumpIsRestoredWithTheAppendOnlyFileOffAndTakenBack() {
		fill();
		Backup backup = take("run-1");
		assertThat(backup.rows()).containsOnly(Map.entry("db0", 506L), Map.entry("db0 that expire", 1L),
				Map.entry("db2", 1L));
		engine.examine(source("db2"), backup, shelf().parts(backup), SILENT);
		ask(redis -> {
			redis.del("list");
			return redis.set("late", "written after the backup");
		});
		RestoreRequest request = request("restore-1", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		engine.restore(request, shelf().parts(backup), SILENT);
		Findings findings = engine.check(request, SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		assertThat(late()).as("what is in use is not touched").isNotNull();
		assertThat(engine.places(source())).containsExactly(request.place());

		engine.activate(request, SILENT);
		engine.activate(request, SILENT);
		assertThat(late()).isNull();
		assertThat((long) ask(redis -> redis.llen("list"))).isEqualTo(2);
		String log = ask(redis -> redis.configGet("appendonly")).get("appendonly");
		assertThat(log).as("it is as it was").isEqualTo("yes");
		assertThat(data.resolve("redis.conf")).content().contains("appendonly yes");

		engine.putBack(request, SILENT);
		engine.putBack(request, SILENT);
		assertThat(late()).isEqualTo("written after the backup");
		engine.drop(request, SILENT);
		engine.drop(request, SILENT);
		assertThat(engine.places(source())).isEmpty();
		assertThat(data).isDirectoryNotContaining("glob:**holdfast*");
		assertThat(engine.look(source(), engine.live(source()), SILENT).contents().rows()).containsEntry("db0", 506L);
	}

	/** The key that a backup takes along says what was not lost. */
	@Test
	void theNewestCanaryIsFoundInTheDump() {
		fill();
		RedisCanary canaries = new RedisCanary(clients, List.of(hosts.machines()));
		CanaryRow row = new CanaryRow("holdfast:canary", null, null);
		canaries.stamp(source(), row, "old");
		Instant marked = canaries.stamp(source(), row, "backup").at();
		Backup backup = take("run-canary");
		assertThat(backup.recoveryPoint().plusSeconds(1)).as("that one counts seconds").isAfter(marked);
		canaries.stamp(source(), row, "backup");

		RestoreRequest request = request("restore-canary", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		assertThat(engine.check(request, SILENT).in("en").good()).isTrue();
		Canary found = canaries.newest(source(), row, request.place());
		assertThat(found).isEqualTo(new Canary("backup", marked, null));
		assertThat(canaries.newest(source(), new CanaryRow("decision", null, null), request.place()).problem())
			.as("texts that are no moments")
			.contains("holds no key decision:*");
		engine.drop(request, SILENT);
	}

	@Test
	void aStartThatFailsIsBegunAgainOrTakenBack() throws IOException {
		fill();
		Backup backup = take("run-5");
		ask(redis -> redis.set("late", "written after the backup"));
		for (boolean back : new boolean[] { false, true }) {
			RestoreRequest request = request("restore-5-" + back, backup);
			engine.restore(request, shelf().parts(backup), SILENT);
			Path refusal = Files.writeString(data.resolve("refusal"), "no");
			start = List.of("sh", "-c", "[ ! -e " + refusal + " ] && exec redis-server " + data.resolve("redis.conf"));
			RestoreRequest first = request("restore-5-" + back, backup);
			assertThatThrownBy(() -> engine.activate(first, SILENT)).isInstanceOf(PermanentFailure.class)
				.hasMessageContaining("redis.start");
			Files.delete(refusal);
			if (back) {
				engine.putBack(first, SILENT);
				assertThat(late()).as("what was there when it began").isEqualTo("written between");
			}
			else {
				engine.activate(first, SILENT);
				assertThat(late()).isNull();
				ask(redis -> redis.set("late", "written between"));
				engine.drop(new RestoreRequest(first.run(), source(), backup, first.aside()), SILENT);
			}
			start = startCommand();
		}
		engine.drop(request("restore-5-true", backup), SILENT);
		assertThat(engine.places(source())).isEmpty();
	}

	@Test
	void aWayBackThatFailsHalfWayCanBeGoneForwardAgain() throws IOException {
		fill();
		Backup backup = take("run-7");
		ask(redis -> redis.set("late", "written after the backup"));
		engine.restore(request("restore-7", backup), shelf().parts(backup), SILENT);
		engine.activate(request("restore-7", backup), SILENT);
		Path refusal = Files.writeString(data.resolve("refusal"), "no");
		start = List.of("sh", "-c", "[ ! -e " + refusal + " ] && exec redis-server " + data.resolve("redis.conf"));
		RestoreRequest request = request("restore-7", backup);
		assertThatThrownBy(() -> engine.putBack(request, SILENT)).hasMessageContaining("redis.start");
		Files.delete(refusal);
		engine.activate(request, SILENT);
		assertThat(late()).as("it holds what was restored").isNull();
		engine.putBack(request, SILENT);
		assertThat(late()).isEqualTo("written after the backup");
		engine.drop(request, SILENT);
		assertThat(engine.places(source())).isEmpty();
		start = startCommand();
	}

	@Test
	void badDumpsAreRefusedWithTheirReason() throws IOException {
		fill();
		Backup whole = take("run-2");
		assertRefused(whole, source("db7"), "it holds nothing in db7");
		Path file = vault.resolve(whole.id() + ".rdb");
		byte[] content = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(content, content.length / 2));
		assertThat(shelf().damage(whole, SILENT)).isPresent();
		assertRefused(whole, source(), "it ends in the middle");
		byte[] flipped = content.clone();
		flipped[new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("that expires")] ^= 1;
		Files.write(file, flipped);
		assertRefused(whole, source(), "its checksum is not that of its content");
		Files.write(file, new byte[0]);
		assertRefused(whole, source(), "does not begin as a dump");
	}

	@Test
	void aFileThatIsNotTheServersIsNoBackup() throws IOException {
		fill();
		take("run-3");
		Files.copy(data.resolve("dump.rdb"), data.resolve("old.rdb"));
		file = "old.rdb";
		assertThatThrownBy(() -> take("run-4")).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("it is not the file of this server");
	}

	private void assertRefused(Backup backup, Source source, String why) {
		assertThatThrownBy(() -> engine.examine(source, backup, shelf().parts(backup), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining(why);
	}

	private Backup take(String runId) {
		String id = Backup.id("cache", "daily", runId);
		List<Part> parts = new ArrayList<>();
		Captured captured = engine.capture(new BackupOrder(source(), id, runId), shelf().sink(id, parts, SILENT),
				SILENT);
		return new Backup(id, "cache", "daily", id, parts.stream().mapToLong(Part::bytes).sum(),
				parts.getFirst().sha256(), captured.recoveryPoint(), new TreeMap<>(captured.contents().rows()), false,
				1, "shop", engine.kind(), runId, "vault", parts, captured.contents(), null, null);
	}

	private Shelf shelf() {
		return new Shelf(Folders.destination(), source(), new NoSecrets());
	}

	private static StoreProfile store() {
		return new StoreProfile("redis", StoreProfile.Kind.REDIS, "127.0.0.1", PORT, null, null, null, null);
	}

	private Source source(String... expects) {
		RedisProfile redis = new RedisProfile(data.resolve(file).toString(), stopCommand(), start, Patience.LIMIT);
		return new Source("shop",
				new ProtectedStore("cache", ProtectedStore.Engine.REDIS, "redis", "vps", "vault", null,
						List.of(expects), null, null, null, null, null, redis, null, null),
				store(), hosts.target(), Destination.folder("vault", vault.toString()), null);
	}

	private RestoreRequest request(String runId, Backup backup) {
		Instant later = Instant.now().plus(Duration.ofHours(1));
		return new RestoreRequest(new Run("restore", runId, "EmergencyRestore", "shop", null, Mode.EXECUTE, "en"),
				source(), backup, engine.own(source(), Place.Purpose.RESTORED, runId, later),
				engine.own(source(), Place.Purpose.SAFETY, runId, later));
	}

}
