import '@testing-library/jest-dom';
import { render, screen, within } from '@testing-library/react';
import { provider } from '../../testing/fleet-builder';
import { ProvidersTable } from './ProvidersTable';

describe('ProvidersTable', () => {
  it('never shows a provider without data as healthy, nor its figures as zero', () => {
    const silent = provider({
      provider: 'yahoo',
      status: 'no_data',
      tempfail_rate: null,
      reject_rate: null,
      unknown_rate: null,
      workers: 0,
      basis: 'none',
    });
    render(<ProvidersTable providers={[provider(), silent]} />);
    const row = within(screen.getByRole('row', { name: /yahoo/ }));
    expect(row.getAllByText('no data')).toHaveLength(4);
    expect(row.queryByText(/healthy|%/)).not.toBeInTheDocument();
    expect(screen.getByRole('row', { name: /gmail/ })).toHaveTextContent('healthy');
  });

  it('shows a measured zero as zero', () => {
    render(<ProvidersTable providers={[provider({ tempfail_rate: 0 })]} />);
    expect(screen.getByRole('row', { name: /gmail/ })).toHaveTextContent('0.0 %');
  });
});
