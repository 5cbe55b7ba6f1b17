package targets;

import static org.assertj.core.api.Assertions.assertThat;

import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import domain.profile.CleanUp;
import domain.profile.MaintenanceProfile;
import domain.profile.RoutineTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import systems.TestProfiles;

/**
 * The ages of the runbooks' logs, by the very find and rm that hosts and pods run, on
 * files a little older and a little younger.
 */
class OldFilesTest {

	/** Runbooks A (monthly), B 6.2, D 7.2 and E. */
	private static final Map<String, Duration> AGES = Map.of("neural-hive-mind/log-files", Duration.ofDays(30),
			"big-brother-cnn/system-logs", Duration.ofDays(30), "big-brother-cnn/security-logs", Duration.ofDays(90),
			"big-brother-cnn/audit-logs", Duration.ofDays(365), "agente-ia/log-files", Duration.ofDays(30),
			"sparkone/log-files", Duration.ofDays(7));

	@TempDir
	Path folder;

	private static Map<String, CleanUp> shipped() {
		Map<String, CleanUp> found = new TreeMap<>();
		Stream.of("agente-ia", "big-brother-cnn", "flow-c", "neural-hive-mind", "sparkone").forEach(system -> {
			MaintenanceProfile maintenance = TestProfiles.of(system).maintenance();
			Stream.of(maintenance.daily(), maintenance.weekly(), maintenance.monthly(), maintenance.quarterly())
				.flatMap(routine -> routine.tasks().stream())
				.filter(task -> task.kind() == RoutineTask.Kind.CLEAN_UP && task.cleanUp().what() == CleanUp.What.FILES)
				.forEach(task -> found.put(system + "/" + task.name(), task.cleanUp()));
		});
		return found;
	}

	@Test
	void theProfilesKeepLogsAsLongAsTheRunbooksSay() {
		assertThat(shipped())
			.allSatisfy((name, cleanUp) -> assertThat(cleanUp.olderThan()).as(name).isEqualTo(AGES.get(name)))
			.hasSameSizeAs(AGES);
	}

	@TestFactory
	Stream<DynamicTest> aFilePastItsAgeGoesAndOneThatIsNotStays() {
		return shipped().entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
			CleanUp asked = each.getValue();
			Instant now = Instant.now();
			Path place = Files.createDirectories(folder.resolve(each.getKey()));
			Path old = file(place, asked, "1", now.minus(asked.olderThan()).minus(Duration.ofMinutes(3)));
			Path young = file(place, asked, "2", now.minus(asked.olderThan()).plus(Duration.ofMinutes(3)));
			Path written = file(place, asked, "3", now);
			Path other = Files.setLastModifiedTime(Files.createFile(place.resolve("data.db")),
					FileTime.from(Instant.EPOCH));
			Path elsewhere = file(Files.createDirectories(folder.resolve("elsewhere").resolve(each.getKey())), asked,
					"4", Instant.EPOCH);
			Files.createSymbolicLink(place.resolve("link"), elsewhere.getParent());

			List<String> found = find(asked, place, now);
			assertThat(found).containsExactly(old.toString());
			ask(OldFiles.remove(found));
			ask(OldFiles.remove(found));
			assertThat(old).doesNotExist();
			assertThat(List.of(young, written, other, elsewhere)).allMatch(Files::exists);
			assertThat(find(asked, place, now)).isEmpty();
		}));
	}

	/** Whatever the worker believes, the place's own clock says how old a file is. */
	@TestFactory
	Stream<DynamicTest> aWorkerWhoseClockIsWrongHasNoYoungerFilesRemoved() {
		return Stream.of(-20, 0, 20).map(minutes -> DynamicTest.dynamicTest(minutes + " minutes", () -> {
			Path place = Files.createDirectories(folder.resolve("skewed" + minutes));
			CleanUp asked = shipped().get("sparkone/log-files");
			Instant now = Instant.now();
			Path old = file(place, asked, "1", now.minus(asked.olderThan()).minus(Duration.ofMinutes(30)));
			file(place, asked, "2", now.minus(asked.olderThan()).plus(Duration.ofMinutes(5)));
			assertThat(find(asked, place, now, now.plus(Duration.ofMinutes(minutes)))).containsExactly(old.toString());
		}));
	}

	private static Path file(Path place, CleanUp asked, String number, Instant changed) throws IOException {
		Path file = Files.createFile(place.resolve(asked.pattern().replaceFirst("\\*", number).replace("*", "")));
		return Files.setLastModifiedTime(file, FileTime.from(changed));
	}

	private static List<String> find(CleanUp asked, Path place, Instant now) throws IOException {
		return find(asked, place, now, now);
	}

	/**
	 * What is found by a worker whose clock says so, long after the run worked out what
	 * is old.
	 */
	private static List<String> find(CleanUp asked, Path place, Instant now, Instant believed) throws IOException {
		CleanUp here = new CleanUp(asked.what(), asked.target(), asked.component(), place.toString(), asked.pattern(),
				null, null, null, null, null, null, asked.olderThan(), asked.most(), null, null);
		CleanUpRequest request = new CleanUpRequest(null, here, null, null, null, now.minus(asked.olderThan()), null);
		return OldFiles.found(ask(OldFiles.find(request, believed))).map(Leftover::name).toList();
	}

	private static String ask(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.onExit().join().exitValue()).as(answer).isZero();
		return answer;
	}

}
