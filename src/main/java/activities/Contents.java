package activities;

import domain.diagnosis.Archive;
import domain.diagnosis.ArchiveRequest;
import domain.release.Artifact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The table of contents of an archive. */
final class Contents {

	private static final int SHOWN = 20;

	private final List<Entry> entries = new ArrayList<>();

	private final List<Gap> gaps = new ArrayList<>();

	void add(Entry entry) {
		entries.add(entry);
	}

	void add(Gap gap) {
		gaps.add(gap);
	}

	boolean has(String path) {
		return entries.stream().anyMatch(entry -> entry.path().equals(path));
	}

	/** The index as Markdown. */
	String text(ArchiveRequest request, Instant now, Map<String, String> unresolved) {
		StringBuilder text = new StringBuilder("# Diagnostics of ").append(request.run().system());
		text.append(request.run().component() == null ? "" : " / " + request.run().component()).append("\n\n");
		text.append("Run `").append(request.run().workflowId()).append("` (`").append(request.run().runId());
		text.append("`), collected until ").append(now.truncatedTo(ChronoUnit.SECONDS)).append(".\n");
		text.append(request.reason() == null ? "" : "Reason: " + request.reason() + "\n");
		String filter = request.filter().inWords();
		text.append(filter.isEmpty() ? "" : "Logs hold " + filter + " only.\n");
		text.append("Secrets are masked by `***`. Files that are too long have lost their begin.\n\n");
		text.append("| file | what | bytes | when | note |\n|---|---|---|---|---|\n");
		entries.stream().sorted(Comparator.comparing(Entry::path)).forEach(entry -> text.append(entry.line()));
		text.append("\n## What could not be had\n\n");
		text.append(gaps.isEmpty() ? "Nothing.\n" : "| what | where | why |\n|---|---|---|\n");
		gaps.stream().sorted(Comparator.comparing(Gap::path)).forEach(gap -> text.append(gap.line()));
		unresolved.forEach((reference, why) -> text
			.append("\nThe value of `%s` is not known here, so it is masked by its form only: %s\n".formatted(reference,
					cell(why))));
		return text.toString();
	}

	String inWords() {
		return entries.size() + " files, " + gaps.size() + " could not be had";
	}

	Archive archive(Artifact artifact) {
		List<String> missing = gaps.stream()
			.sorted(Comparator.comparing(Gap::path))
			.limit(SHOWN)
			.map(Gap::inWords)
			.toList();
		return new Archive(artifact, entries.size(), missing, gaps.size());
	}

	private static String cell(String text) {
		return text == null ? "" : text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
	}

	/**
	 * A file of the archive.
	 *
	 * @param path where it stands
	 * @param what what it is
	 * @param bytes its size
	 * @param when when it was written
	 * @param note what was done to it, or an empty text
	 */
	record Entry(String path, String what, int bytes, Instant when, String note) {

		private String line() {
			return "| [%s](%s) | %s | %d | %s | %s |\n".formatted(path, path.replace(" ", "%20"), cell(what), bytes,
					when.truncatedTo(ChronoUnit.SECONDS), note);
		}

	}

	/**
	 * What could not be had.
	 *
	 * @param path where it would stand
	 * @param what what it is
	 * @param why why it could not be had
	 */
	record Gap(String path, String what, String why) {

		private String line() {
			return "| %s | %s | %s |\n".formatted(cell(what), path, cell(why));
		}

		private String inWords() {
			String line = path + ": " + cell(why);
			return line.length() <= 300 ? line : line.substring(0, 299) + "…";
		}

	}

}
