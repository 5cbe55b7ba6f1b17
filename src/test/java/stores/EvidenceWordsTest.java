package stores;

import static org.assertj.core.api.Assertions.assertThat;

import domain.backup.Finding;
import domain.backup.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvidenceWordsTest {

	/** What a backup is refused with, and what a comparison is about. */
	private static final Pattern SAID = Pattern.compile(
			"(?:unusable\\((?:this\\.)?(?:backup|wanted|base|name),|new Finding\\(|[^a-zA-Z]finding\\(|BadArchive\\(|[^.]add\\()\\s*\"([^\"]+)\"");

	private static String portuguese(String english) {
		return EvidenceWords.inWords("pt-BR", english);
	}

	@Test
	void aRefusalIsWordedWhole() {
		assertThat(portuguese(
				"backup /b/x.dump is not usable: the SHA-256 of x.dump is aa and was bb when it was taken. Take another one."))
			.isEqualTo("o backup /b/x.dump não serve: o SHA-256 de x.dump é aa e era bb quando foi feito. Use outro.");
		assertThat(portuguese(
				"backup night is not accepted: phase: PartiallyFailed, 3 of 4 items (must be Completed); errors: 1 (hook failed) (must be none); warnings: 2 (must be read by people)."))
			.isEqualTo(
					"o backup night não é aceito: fase: PartiallyFailed, 3 de 4 itens (deve ser Completed); erros: 1 (hook failed) (deve ser nenhum); avisos: 2 (deve ser lidos por pessoas).");
	}

	@Test
	void comparisonsAreWordedAndWhatServersSaidStays() {
		Findings findings = new Findings(List.of(new Finding("rows of public.orders", "about 3", "nothing", false),
				new Finding("its own check", "code 0", "ERROR: {} of it", false)));
		assertThat(EvidenceWords.inWords("pt-BR", findings).all()).containsExactly(
				new Finding("linhas de public.orders", "cerca de 3", "nada", false),
				new Finding("a verificação própria", "código 0", "ERROR: {} of it", false));
		assertThat(EvidenceWords.inWords("en", findings)).isEqualTo(findings);
		assertThat(EvidenceWords.inWords("pt-BR", (String) null)).isNull();
	}

	/** A new refusal or comparison without its Portuguese words fails here. */
	@Test
	void noneIsForgotten() throws IOException {
		List<String> known = known();
		try (Stream<Path> files = Stream.of("stores", "targets/ssh", "targets/kubernetes")
			.flatMap(folder -> walk(Path.of("src/main/java", folder)))) {
			List<String> said = files.filter(file -> file.toString().endsWith(".java"))
				.flatMap(file -> SAID.matcher(read(file)).results())
				.map(EvidenceWordsTest::said)
				.filter(Objects::nonNull)
				.distinct()
				.toList();
			assertThat(said).hasSizeGreaterThan(40);
			assertThat(said).filteredOn(text -> known.stream().noneMatch(words -> words.startsWith(text))).isEmpty();
		}
	}

	/**
	 * A comparison's {@code add} is one word or a sentence, not what is said to a list.
	 */
	private static String said(MatchResult found) {
		boolean command = found.group().startsWith("add(", 1) && !found.group(1).matches("[a-z].*");
		boolean other = found.group(1).startsWith("-") || found.group(1).matches("sudo|sh|mongodump|mongorestore");
		return command || other ? null : found.group(1).replaceAll("%[sd]", "{}");
	}

	private static List<String> known() throws IOException {
		return Files.readAllLines(Path.of("src/main/resources/stores/evidence-pt.txt"))
			.stream()
			.map(line -> line.split(" = ")[0].replace("{#}", "{}").replace("{w}", "{}"))
			.toList();
	}

	private static Stream<Path> walk(Path folder) {
		try {
			return Files.walk(folder);
		}
		catch (IOException absent) {
			throw new UncheckedIOException(absent);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException absent) {
			throw new UncheckedIOException(absent);
		}
	}

}
