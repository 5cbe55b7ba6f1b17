package domain.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import domain.report.Figure;
import domain.report.Report;
import domain.report.Reports;
import domain.report.Trends;
import java.io.StringReader;
import java.time.Duration;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** What people read when a procedure has measured something. */
class PagesTest {

	@Test
	void theVerdictLineComesFirstWithItsFigures() {
		Report report = Reports.whole("pt-BR");
		assertThat(new Texts(report).line(report)).isEqualTo("APROVADO: RTO 1 min 30 s (≤ 2 h), RPO 2,5 s (≤ 15 min)");
		assertThat(HtmlPage.of(report, Reports.earlier())).contains("lang=\"pt-BR\"", "Linha do tempo",
				"espera por pessoas");
	}

	@Test
	void whateverStandsInItIsShownAsText() {
		String page = HtmlPage.of(Reports.whole("en"), Reports.earlier());
		assertThat(page).doesNotContain("<script", "javascript:", "http://", "https://")
			.contains("agente-ia: Drill &lt;script&gt;alert(1)", "12 &amp; more", "default-src 'none'");
		assertThat(MarkdownPage.of(Reports.whole("en"), Reports.earlier())).doesNotContain("<script")
			.contains("canary row \\| 'x'");
	}

	@Test
	void chartsAreDrawnInsideAndAreWhole() throws Exception {
		String page = HtmlPage.of(Reports.whole("en"), Reports.earlier());
		int from = page.indexOf("<svg");
		assertThat(from).isPositive();
		while (from >= 0) {
			int end = page.indexOf("</svg>", from) + "</svg>".length();
			DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
			parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			assertThat(parsers.newDocumentBuilder().parse(new InputSource(new StringReader(page.substring(from, end)))))
				.isNotNull();
			from = page.indexOf("<svg", end);
		}
		assertThat(page).contains("url(#wait)", "#b3261e");
	}

	@Test
	void aTrendThatCouldNotBeReadIsSaidToBeMissing() {
		Trends away = Trends.missing("the ledger is away: <refused>");
		assertThat(HtmlPage.of(Reports.whole("en"), away)).contains("The trend is missing: the ledger is away: &lt;");
		assertThat(MarkdownPage.of(Reports.whole("en"), away)).contains("The trend is missing");
	}

	@Test
	void noEvidenceIsSaidInsteadOfANumber() {
		Report report = Reports.finished(Reports.draft("en")
			.add(Figure.atMost("rpo", "RPO", null, Duration.ofMinutes(5), "no canary came back")));
		assertThat(new Texts(report).line(report)).isEqualTo("FAILED: RPO no evidence (≤ 5 min)");
		assertThat(MarkdownPage.of(report, Reports.earlier())).contains("unproven", "no canary came back");
	}

}
