package trials;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Histories that are kept to be replayed on later code. */
public final class Kept {

	static final Path FOLDER = Path.of("src/test/resources/histories");

	private Kept() {
	}

	/**
	 * Keeps the history of a run, when that was asked for: {@code -Dhistories.keep=NAME}.
	 */
	public static void whenAsked(String what, WorkflowClient client, WorkflowExecution run) {
		String name = System.getProperty("histories.keep");
		if (name != null) {
			write(name + "-" + what, client, run);
		}
	}

	static void write(String name, WorkflowClient client, WorkflowExecution run) {
		try {
			Files.createDirectories(FOLDER);
			Files.writeString(FOLDER.resolve(name + ".json"),
					anonymous(client.fetchHistory(run.getWorkflowId()).toJson(true)));
		}
		catch (IOException unwritable) {
			throw new java.io.UncheckedIOException(unwritable);
		}
	}

	/** Names of machines do not belong into the repository. */
	private static String anonymous(String history) {
		return history.replaceAll("\"identity\": \"[^\"]*\"", "\"identity\": \"worker\"") + "\n";
	}

}
