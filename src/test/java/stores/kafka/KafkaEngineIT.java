package stores.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Finding;
import domain.backup.Findings;
import domain.backup.Part;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import domain.release.Changes;
import domain.run.Mode;
import domain.run.Run;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import local.Patience;
import monitors.NoSecrets;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;
import stores.folder.Folders;

/** Offsets of groups against a real Kafka broker (KRaft). */
class KafkaEngineIT {

	private static final Progress SILENT = how -> {
	};

	private static EmbeddedKafkaKraftBroker broker;

	private static Admin admin;

	@TempDir
	Path vault;

	private final KafkaEngine engine = new KafkaEngine(new NoSecrets(), Duration.ofSeconds(2));

	@BeforeAll
	static void start() {
		broker = new EmbeddedKafkaKraftBroker(1, 2, "tickets");
		broker.afterPropertiesSet();
		admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()));
	}

	@AfterAll
	static void stop() {
		admin.close(Duration.ZERO);
		broker.destroy();
	}

	/** Messages one second apart, in every partition as many. */
	private static void fill(String topic, int messages) throws ExecutionException, InterruptedException {
		admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
		write(topic, 0, messages);
	}

	private static void write(String topic, int from, int to) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", broker.getBrokersAsString()), new StringSerializer(),
				new StringSerializer())) {
			for (int number = from; number < to; number++) {
				producer.send(new ProducerRecord<>(topic, 0, 1_000L * number, "key", "message " + number));
				producer.send(new ProducerRecord<>(topic, 1, 1_000L * number, "key", "message " + number));
			}
		}
	}

	private static void stand(String group, String topic, long first, long second)
			throws ExecutionException, InterruptedException {
		admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0),
				new OffsetAndMetadata(first, "a note"), new TopicPartition(topic, 1), new OffsetAndMetadata(second)))
			.all()
			.get();
	}

	private static Map<String, Long> standing(String group) throws ExecutionException, InterruptedException {
		return admin.listConsumerGroupOffsets(group)
			.partitionsToOffsetAndMetadata()
			.get()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(each -> each.getKey().toString(), each -> each.getValue().offset()));
	}

	@Test
	void offsetsComeBackExactlyAndAreTakenBack() throws ExecutionException, InterruptedException {
		fill("orders", 10);
		stand("workers", "orders", 4, 10);
		Backup backup = take("run-1", "workers");
		assertThat(backup.rows()).containsExactly(Map.entry("workers", 2L));
		engine.examine(source("workers"), backup, shelf().parts(backup), SILENT);
		write("orders", 10, 12);
		stand("workers", "orders", 12, 12);

		RestoreRequest request = request("restore-1", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		engine.restore(request, shelf().parts(backup), SILENT);
		Findings findings = engine.check(request, SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		assertThat(standing("workers")).containsValue(12L).doesNotContainValue(4L);
		assertThat(engine.places(source("workers"))).containsExactly(request.place());

		assertThat(engine.activate(request, SILENT).changes()).hasSize(1);
		assertThat(engine.activate(request, SILENT).changes()).isEmpty();
		assertThat(standing("workers")).containsEntry("orders-0", 4L).containsEntry("orders-1", 10L);

		engine.putBack(request, SILENT);
		engine.putBack(request, SILENT);
		assertThat(standing("workers")).containsEntry("orders-0", 12L).containsEntry("orders-1", 12L);
		engine.drop(request, SILENT);
		engine.drop(request, SILENT);
		assertThat(engine.places(source("workers"))).isEmpty();
		assertThat(admin.listGroups().all().get()).noneMatch(group -> group.groupId().contains("holdfast"));
	}

	@Test
	void whereTheLogWasCutOrMadeAnewTheTimeDecides() throws ExecutionException, InterruptedException {
		fill("cut", 10);
		fill("anew", 10);
		stand("cutters", "cut", 3, 8);
		stand("newcomers", "anew", 5, 5);
		Backup backup = take("run-2", "cutters", "newcomers");
		admin.deleteRecords(Map.of(new TopicPartition("cut", 0), RecordsToDelete.beforeOffset(6))).all().get();
		admin.deleteTopics(List.of("anew")).all().get();
		Awaitility.await().atMost(Patience.LIMIT).until(() -> !admin.listTopics().names().get().contains("anew"));
		admin.createTopics(List.of(new NewTopic("anew", 2, (short) 1))).all().get();
		write("anew", 2, 9);

		RestoreRequest request = request("restore-2", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		Findings findings = engine.check(request, SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		assertThat(findings.all()).extracting(Finding::found)
			.containsExactly("2 (1 by time: their logs were cut)", "2 (2 by time: their logs were cut)");
		engine.activate(request, SILENT);
		assertThat(standing("cutters")).containsEntry("cut-0", 6L).containsEntry("cut-1", 8L);
		assertThat(standing("newcomers")).as("message 5 is at offset 3 now")
			.containsEntry("anew-0", 3L)
			.containsEntry("anew-1", 3L);
		engine.drop(new RestoreRequest(request.run(), request.source(), backup, request.aside()), SILENT);
		assertThat(engine.places(request.source())).isEmpty();
	}

	@Test
	void aGroupWithMembersIsNotToldWhereItIs() throws ExecutionException, InterruptedException {
		fill("busy", 5);
		stand("readers", "busy", 1, 1);
		Backup backup = take("run-3", "readers");
		RestoreRequest request = request("restore-3", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		CompletableFuture<Changes> waiting;
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers",
				broker.getBrokersAsString(), "group.id", "readers", "enable.auto.commit", "false"),
				new StringDeserializer(), new StringDeserializer())) {
			consumer.subscribe(List.of("busy"));
			Awaitility.await()
				.pollInSameThread()
				.atMost(Patience.LIMIT)
				.until(() -> !consumer.poll(Duration.ofMillis(500)).isEmpty());
			assertThatThrownBy(() -> engine.activate(request, SILENT))
				.isInstanceOfSatisfying(PermanentFailure.class,
						failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT))
				.hasMessageContaining("readers");
			waiting = CompletableFuture
				.supplyAsync(() -> new KafkaEngine(new NoSecrets(), Patience.LIMIT).activate(request, SILENT));
			assertThat(waiting).isNotDone();
		}
		assertThat(waiting).as("those that leave are waited for").succeedsWithin(Patience.LIMIT);
		engine.putBack(request, SILENT);
		assertThat(standing("readers")).containsEntry("busy-0", 1L);
		engine.drop(request, SILENT);
	}

	@Test
	void badBackupsAreRefusedWithTheirReason() throws ExecutionException, InterruptedException, IOException {
		fill("small", 3);
		stand("few", "small", 1, 2);
		Backup whole = take("run-4", "few");
		assertRefused(whole, new String[] { "others" }, "does not hold others");
		Path file = vault.resolve(whole.id() + ".offsets.json");
		byte[] content = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(content, content.length / 2));
		assertThat(shelf().damage(whole, SILENT)).isPresent();
		assertRefused(whole, new String[0], "it cannot be read");
		Files.writeString(file, "[]");
		assertRefused(whole, new String[0], "does not hold the groups that its manifest counts");
		assertThatThrownBy(() -> take("run-5", "nobody")).hasMessageContaining("there is no group nobody");
	}

	private void assertRefused(Backup backup, String[] expects, String why) {
		assertThatThrownBy(
				() -> engine.examine(source(List.of("few"), List.of(expects)), backup, shelf().parts(backup), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining(why);
	}

	private Backup take(String runId, String... groups) {
		String id = Backup.id("offsets", "daily", runId);
		List<Part> parts = new ArrayList<>();
		Captured captured = engine.capture(new BackupOrder(source(groups), id, runId), shelf().sink(id, parts, SILENT),
				SILENT);
		return new Backup(id, "offsets", "daily", id, parts.stream().mapToLong(Part::bytes).sum(),
				parts.getFirst().sha256(), captured.recoveryPoint(), new TreeMap<>(captured.contents().rows()), false,
				1, "shop", engine.kind(), runId, "vault", parts, captured.contents(), null, null);
	}

	private Shelf shelf() {
		return new Shelf(Folders.destination(), source(), new NoSecrets());
	}

	private Source source(String... groups) {
		return source(List.of(groups), List.of(groups));
	}

	private Source source(List<String> groups, List<String> expects) {
		String address = broker.getBrokersAsString().split(",")[0];
		return new Source("shop",
				new ProtectedStore("offsets", ProtectedStore.Engine.KAFKA, "kafka", null, "vault", groups, expects,
						null, null, null),
				new StoreProfile("kafka", StoreProfile.Kind.KAFKA, "127.0.0.1",
						Integer.valueOf(address.substring(address.indexOf(':') + 1)), null, null, null, null),
				null, Destination.folder("vault", vault.toString()), null);
	}

	private RestoreRequest request(String runId, Backup backup) {
		Instant later = Instant.now().plus(Duration.ofHours(1));
		return new RestoreRequest(new Run("restore", runId, "EmergencyRestore", "shop", null, Mode.EXECUTE, "en"),
				source(), backup, engine.own(source(), Place.Purpose.RESTORED, runId, later),
				engine.own(source(), Place.Purpose.SAFETY, runId, later));
	}

}
