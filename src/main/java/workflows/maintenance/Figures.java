package workflows.maintenance;

import domain.maintenance.Figure;
import domain.maintenance.TaskEvidence;
import java.util.ArrayList;
import java.util.List;
import workflows.steps.Words;

/** What figures say together. */
final class Figures {

	private Figures() {
	}

	/**
	 * Those that are not good are the findings. What nothing measures is never counted as
	 * kept, and a task that measured nothing at all is a finding by itself.
	 */
	static TaskEvidence evidence(Words words, List<Figure> figures) {
		List<String> findings = new ArrayList<>(
				figures.stream().filter(figure -> !figure.good()).map(Figures::finding).toList());
		long unmeasured = figures.stream().filter(figure -> figure.good() && figure.unmeasured()).count();
		long kept = figures.stream().filter(Figure::good).count() - unmeasured;
		if (unmeasured > 0 && unmeasured == figures.size()) {
			findings.add(words.say("nothing was measured: the profile names no query for any of %d",
					"nada foi medido: o perfil não tem consulta para nenhum de %d", figures.size()));
		}
		String seen = words.say("%d of %d within their limits", "%d de %d dentro dos limites", kept, figures.size());
		return new TaskEvidence(
				unmeasured == 0 ? seen : seen + words.say(", %d measured by nothing", ", %d que nada mede", unmeasured),
				figures, findings, null, null);
	}

	private static String finding(Figure figure) {
		boolean more = figure.value() != null && figure.words() != null && !figure.words().isBlank();
		return more ? figure.inWords() + ", " + figure.words() : figure.inWords();
	}

}
