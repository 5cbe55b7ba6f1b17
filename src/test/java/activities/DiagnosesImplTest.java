package activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.diagnosis.ArchiveRequest;
import domain.diagnosis.LogFilter;
import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.lifecycle.Workload;
import domain.probe.Surroundings;
import domain.profile.ComponentProfile;
import domain.profile.NamedQuery;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probes.Asked;
import probes.Inquirer;
import probes.Inquiries;
import probes.SideBySide;
import secrets.Mask;
import targets.Sink;
import targets.Target;

/** What is put into an archive, with targets and questions in memory. */
class DiagnosesImplTest {

	private static final TargetProfile CLUSTER = TargetProfile.kubernetes("cluster", null, null, "shop");

	private static final Mask MASK = Mask.of(Asked.secrets(Map.of("env:DB", "t0p-s3cret")), List.of("env:DB"));

	private static final NamedQuery SLOW = new NamedQuery("slow", "Slow ones", NamedQuery.Kind.SQL, "db", null,
			"SELECT 1", null, 10, Duration.ofSeconds(1), true);

	private static Workload workload(String name) {
		return new Workload(CLUSTER, name, ComponentProfile.Kind.DEPLOYMENT, name, name, null, Duration.ofSeconds(1));
	}

	private static ArchiveRequest request(String... workloads) {
		return new ArchiveRequest(new Run("id", "run", "Diagnostics", "shop", null, Mode.EXECUTE, "en"), "it is slow",
				java.util.Arrays.stream(workloads).map(DiagnosesImplTest::workload).toList(), LogFilter.everything(),
				List.of(Asked.probe("kind: tcp, host: 127.0.0.1, port: 1")), List.of(new Question(SLOW, null, null)),
				new Surroundings(List.of(), List.of(), null), List.of("env:DB"));
	}

	private static Target target(BiConsumer<String, Sink> says) {
		return (Target) Proxy.newProxyInstance(Target.class.getClassLoader(), new Class<?>[] { Target.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("kind")) {
						return TargetProfile.Kind.KUBERNETES;
					}
					if (method.getName().equals("collectPlace")) {
						return null;
					}
					var request = (domain.diagnosis.CollectRequest) arguments[0];
					says.accept(request.workload().component(), (Sink) arguments[1]);
					return null;
				});
	}

	private static Inquiries inquiries(Rows rows) {
		return new Inquiries(List.of(new Inquirer() {
			@Override
			public NamedQuery.Kind kind() {
				return NamedQuery.Kind.SQL;
			}

			@Override
			public Rows ask(Question question, Surroundings around) {
				if (rows == null) {
					throw new PermanentFailure(FailureKind.PROFILE, "no relation pg_stat_statements");
				}
				return rows;
			}
		}));
	}

	private static Map<String, String> archive(ArchiveRequest request, Target target, Inquiries inquiries,
			Bounds bounds) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ArchiveWriter writer = new ArchiveWriter(out, MASK, bounds);
		new Collecting(request, new DiagnosesImpl.Sources(List.of(target), new SideBySide(List.of()), inquiries),
				writer, () -> {
				})
			.collect();
		writer.finish(request);
		Map<String, String> files = new TreeMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
			for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return files;
	}

	@Test
	void theIndexListsEveryFileAndSecretsAreNowhere() throws IOException {
		Map<String, String> files = archive(request("web", "api"), target(
				(component, sink) -> sink.text("pods/1/log.txt", "log", component + " says t0p-s3cret password=x")),
				inquiries(new Rows(List.of(Map.of("query", "SELECT 't0p-s3cret'", "token", "abc")), false)),
				Bounds.usual());
		assertThat(files).containsOnlyKeys("INDEX.md", "connectivity.md", "dns.txt", "components/web/pods/1/log.txt",
				"components/api/pods/1/log.txt", "queries/slow.jsonl");
		assertThat(String.join("\n", files.values())).doesNotContain("t0p-s3cret").doesNotContain("abc");
		assertThat(files.get("components/web/pods/1/log.txt")).isEqualTo("web says *** password=***");
		assertThat(files.get("INDEX.md")).contains("# Diagnostics of shop", "it is slow",
				"[components/api/pods/1/log.txt](components/api/pods/1/log.txt) | log | 25 |", "[dns.txt](dns.txt)",
				"Nothing.");
	}

	@Test
	void onePartThatFailsNeverFailsTheRest() throws IOException {
		Map<String, String> files = archive(request("web", "api"), target((component, sink) -> {
			if (component.equals("web")) {
				sink.text("a.txt", "first", "kept");
				throw new IllegalStateException("host is gone");
			}
			sink.missing("b.txt", "second", "login of a:t0p-s3cret refused");
		}), inquiries(null), Bounds.usual());
		assertThat(files).containsKeys("components/web/a.txt", "connectivity.md", "dns.txt");
		assertThat(files.get("INDEX.md")).contains("host is gone", "login of a:*** refused",
				"no relation pg_stat_statements", "| Slow ones | queries/slow.jsonl |");
	}

	@Test
	void ofAFileThatIsTooLongTheEndIsKeptAndTheArchiveHasAnEnd() throws IOException {
		Map<String, String> files = archive(request("web"), target((component, sink) -> {
			sink.text("1.log", "log", "a".repeat(100) + "ç".repeat(20));
			sink.text("2.log", "log", "b".repeat(70));
			sink.text("../../etc/3.log", "log", "c".repeat(100));
			sink.text("4.log", "log", "d");
		}), inquiries(new Rows(List.of(), false)), new Bounds(39, 1_000_000, Duration.ofMinutes(1)));
		assertThat(files.get("components/web/1.log")).as("not half a character").isEqualTo("ç".repeat(19));
		assertThat(files.get("INDEX.md")).contains("the last of 140 bytes", "the last of 70 bytes");
		assertThat(files.keySet()).noneMatch(name -> name.contains("..")).noneMatch(name -> name.startsWith("/"));
		files = archive(request("web"), target((component, sink) -> {
			sink.text("1.log", "log", "a".repeat(100));
			sink.text("2.log", "log", "b".repeat(100));
		}), inquiries(new Rows(List.of(), false)), new Bounds(100, 100, Duration.ofMinutes(1)));
		assertThat(files.get("INDEX.md")).contains("the archive is full");
	}

	@Test
	void whatTakesTooLongIsLeftOutAndSaid() throws IOException {
		Map<String, String> files = archive(request("web"), target((component, sink) -> {
			throw new TransientFailure("no time is left", null);
		}), inquiries(new Rows(List.of(), false)), new Bounds(100, 100, Duration.ZERO));
		assertThat(files).containsOnlyKeys("INDEX.md");
		assertThat(files.get("INDEX.md")).contains("no time is left");
	}

	@Test
	void aFileThatIsWrittenTwiceIsOneFileAndOneThatFailsIsNone(@TempDir Path folder) throws IOException {
		Artifacts artifacts = new Artifacts(folder);
		Run run = request().run();
		artifacts.keep(run, "a.txt", "first");
		assertThat(artifacts.keep(run, "a.txt", "second").bytes()).isEqualTo(6);
		assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> artifacts.keep(run, "b.txt", out -> {
			out.write(1);
			throw new IOException("No space left on device");
		})).withMessageContaining("No space left on device");
		try (Stream<Path> files = Files.list(folder.resolve("run"))) {
			assertThat(files).singleElement().satisfies(file -> assertThat(file).hasContent("second"));
		}
	}

	@Test
	void rowsAreATableAndLinesWithoutSecrets() {
		MaskedRows rows = new MaskedRows(
				new Rows(List.of(Map.of("text", "a|b\nc password=x"), Map.of("api_key", "k")), true), MASK);
		assertThat(rows.table().lines()).hasSize(4).contains("| a\\|b c password=*** |  |".replace("  |", "  |"));
		assertThat(rows.jsonLines()).contains("{\"api_key\":\"***\"}").doesNotContain("password=x");
		assertThat(new MaskedRows(new Rows(List.of(), false), MASK).table()).isEmpty();
	}

}
