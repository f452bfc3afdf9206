import { tellOperationsApart } from './operation-ids';

describe('the ids of operations', () => {
  it('are told apart by the first part of the path, and stay as they are where nobody else has them', () => {
    const get = (operationId: string) => ({ get: { operationId, responses: {} } });
    const paths = { '/court/v1/units': get('list'), '/government/v1/units': get('list'), '/v1/me': get('me') };
    tellOperationsApart({ paths });
    expect(Object.values(paths).map((path) => path.get.operationId)).toEqual(['court_list', 'government_list', 'me']);
  });
});
