package workflows.maintenance;

import domain.maintenance.Figure;
import domain.maintenance.TaskEvidence;
import java.util.List;
import workflows.steps.Words;

/** What figures say together. */
final class Figures {

	private Figures() {
	}

	/** Those that are not good are the findings. */
	static TaskEvidence evidence(Words words, List<Figure> figures) {
		List<String> findings = figures.stream().filter(figure -> !figure.good()).map(Figures::finding).toList();
		return new TaskEvidence(words.say("%d of %d within their limits", "%d de %d dentro dos limites",
				figures.size() - findings.size(), figures.size()), figures, findings, null, null);
	}

	private static String finding(Figure figure) {
		boolean more = figure.value() != null && figure.words() != null && !figure.words().isBlank();
		return more ? figure.inWords() + ", " + figure.words() : figure.inWords();
	}

}
