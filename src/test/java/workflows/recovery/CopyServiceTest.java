package workflows.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.ProtectedStore;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workflows.steps.Words;

class CopyServiceTest {

	@ParameterizedTest
	@EnumSource
	void whereACopyServesNobodyTheReportSaysWhyInTheProfilesLanguage(ProtectedStore.Engine engine) {
		String english = CopyService.whyNot(new Words("en", ZoneId.of("UTC")), engine);
		String portuguese = CopyService.whyNot(new Words("pt-BR", ZoneId.of("UTC")), engine);
		assertThat(english).startsWith(CopyService.answers(engine) ? "not measured" : "none: ");
		assertThat(portuguese).isNotEqualTo(english);
	}

}
