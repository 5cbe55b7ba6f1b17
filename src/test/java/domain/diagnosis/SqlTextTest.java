package domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlTextTest {

	@Test
	void parametersBecomeThoseThatTheDriverBinds() {
		SqlText text = SqlText.of("SELECT * FROM t WHERE a = :first AND b = :second OR c = :first;");
		assertThat(text.sql()).isEqualTo("SELECT * FROM t WHERE a = ? AND b = ? OR c = ?");
		assertThat(text.names()).containsExactly("first", "second", "first");
		assertThat(text.statements()).isEqualTo(1);
	}

	@Test
	void quotesCommentsCastsAndOperatorsAreLeftAlone() {
		SqlText text = SqlText
			.of("SELECT ':no'::text, \"a:no\", $$ :no; $$, $x$ :no $x$, j ? 'k' -- :no; \n/* :no */ , a[1:2]");
		assertThat(text.names()).isEmpty();
		assertThat(text.statements()).isEqualTo(1);
		assertThat(text.sql()).contains("':no'::text").contains("j ?? 'k'").contains("a[1:2]");
	}

	@Test
	void severalStatementsAreCounted() {
		assertThat(SqlText.of("SELECT 1; DELETE FROM t").statements()).isEqualTo(2);
		assertThat(SqlText.of("SELECT ';'").statements()).isEqualTo(1);
	}

	@Test
	void aValueInQuotesStaysOneValue() {
		assertThat(Filling.fill("up{job=\":job\", other=\":jobs\"}", Map.of("job", "a\"} or up{x=\"\\"),
				Filling::inQuotes))
			.isEqualTo("up{job=\"a\\\"} or up{x=\\\"\\\\\", other=\":jobs\"}");
		assertThat(Filling.mentionsOutsideQuotes("up{job=\":job\"}", "job")).isFalse();
		assertThat(Filling.mentionsOutsideQuotes("up[:job]", "job")).isTrue();
		assertThat(Filling.mentionsOutsideQuotes("Status = ':id' and x = :id", "id")).isTrue();
	}

}
