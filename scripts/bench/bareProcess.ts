import { bareScript } from './bareScript';

// A process of its own, as cold as n8n is.
const [linkedInUrl = '', smartRecruitersUrl = ''] = process.argv.slice(2);
void bareScript(linkedInUrl, smartRecruitersUrl).then((perSecond) => {
	console.log(perSecond);
});
