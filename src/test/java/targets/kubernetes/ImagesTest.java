package targets.kubernetes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ImagesTest {

	@ParameterizedTest
	@CsvSource({ "registry:5000/api:v1, registry:5000/api, v1", "registry:5000/api, registry:5000/api, latest",
			"api:v1@sha256:ab, api, v1", "api@sha256:ab, api, sha256:ab" })
	void aReferenceIsTakenApart(String image, String repository, String tag) {
		assertThat(Images.repository(image)).isEqualTo(repository);
		assertThat(Images.tag(image)).isEqualTo(tag);
	}

}
