import { CursorError } from '../../../src/errors/CursorError';
import { listNotes } from '../../../src/smartrecruiters/candidateNotes';
import {
	getStatusHistory,
	listCandidates,
	readCandidates,
} from '../../../src/smartrecruiters/candidates';
import { listDepartments } from '../../../src/smartrecruiters/departments';
import { readJobs } from '../../../src/smartrecruiters/jobs';
import { walkSources } from '../../../src/smartrecruiters/sources';
import { answeringSmartRecruiters } from '../../support/answeringSmartRecruiters';
import { WHEN, answering, job, page, person } from '../../support/oddRecords';

describe('lists that are told in parts', () => {
	const notes = Array.from({ length: 250 }, (_, at) => ({
		content: `Note ${at}`,
		createdOn: WHEN,
	}));

	it('are followed through the Link header alone', async () => {
		const { api, asked } = answeringSmartRecruiters(({ searchParams }) => {
			const from = Number(searchParams.get('pageId') ?? 0);
			return {
				body: notes.slice(from, from + 100),
				headers:
					from < 200
						? {
								link: `<//evil.example/messages?candidateId=x&limit=100&pageId=${from + 100}>; rel="next"`,
							}
						: {},
			};
		});
		expect((await listNotes(api, 'c')).content).toHaveLength(250);
		expect(asked.map(({ host }) => host)).toEqual(Array(3).fill('api.example.com'));
		expect(asked.map(({ searchParams }) => searchParams.get('candidateId'))).toEqual([
			'c',
			'c',
			'c',
		]);
	});

	it('are followed where the header names another parameter', async () => {
		const { api } = answeringSmartRecruiters(({ searchParams }) => {
			const from = Number(searchParams.get('offset') ?? 0);
			return {
				body: notes.slice(from, from + 100),
				headers: from < 200 ? { link: `<?offset=${from + 100}&limit=100>; rel=next` } : {},
			};
		});
		expect((await listNotes(api, 'c')).content).toHaveLength(250);
	});

	it('are an error when they say that something is missing', async () => {
		const api = answering(() => page([{ id: 'd1', label: 'Finance' }], { totalFound: 2 }));
		await expect(listDepartments(api)).rejects.toMatchObject({ fault: 'cut short' });
		const full = Array.from({ length: 100 }, (_, at) => job(`j${at}`));
		const read = async () => {
			for await (const one of readJobs(answering(() => page(full, { totalFound: 250 })))) void one;
		};
		await expect(read()).rejects.toMatchObject({ fault: 'cut short' });
	});

	it('cost only their record where they belong to one', async () => {
		for (const list of [
			page([{ changedOn: WHEN, status: 'NEW' }], { totalFound: 2 }),
			page([{ changedOn: WHEN, status: 'NEW' }], { nextPageId: 'again' }),
		]) {
			const read = getStatusHistory(
				answering(() => list),
				'c',
				'j',
			);
			await expect(read).rejects.toMatchObject({
				fate: 'skip',
				record: { kind: 'history', recordId: 'c_j' },
			});
		}
	});

	it('end when they would never end', async () => {
		let asked = 0;
		const people = Array.from({ length: 100 }, (_, at) => person(`c${at}`));
		for (const [content, most] of [
			[people, 2],
			[[], 5],
		] as const) {
			asked = 0;
			const api = answering(() =>
				page(content, { totalFound: 251, nextPageId: `p${(asked += 1)}` }),
			);
			const read = async () => {
				for await (const one of readCandidates(api)) void one;
			};
			await expect(read()).rejects.toBeInstanceOf(CursorError);
			expect(asked).toBeLessThanOrEqual(most);
		}
		const sources = answering(({ pathname }) =>
			pathname.endsWith('/values')
				? page(Array.from({ length: 100 }, (_, at) => ({ id: `s${at}`, label: 'Portal' })))
				: page([{ id: 'PAID' }]),
		);
		const read = async () => {
			for await (const one of walkSources(sources)) void one;
		};
		await expect(read()).rejects.toBeInstanceOf(CursorError);
	});

	it('tell a cursor that the vendor no longer knows', async () => {
		await expect(
			listCandidates(
				answering(() => ({ status: 400 })),
				{ pageId: 'stale' },
			),
		).rejects.toMatchObject({ fault: 'cursor refused' });
	});
});
